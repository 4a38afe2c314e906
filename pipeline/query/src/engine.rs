//! Limits in, an engine that keeps to them out.
//!
//! Holds what is set of the engine and nothing of its tables.

use std::path::Path;
use std::sync::Arc;

use datafusion::common::config::ConfigNonZeroUsize;
use datafusion::error::DataFusionError;
use datafusion::execution::SendableRecordBatchStream;
use datafusion::execution::context::{SessionConfig, SessionContext};
use datafusion::execution::disk_manager::{DiskManagerBuilder, DiskManagerMode};
use datafusion::execution::memory_pool::FairSpillPool;
use datafusion::execution::runtime_env::RuntimeEnvBuilder;
use datafusion::physical_plan::{ExecutionPlan, execute_stream};
use datafusion::prelude::DataFrame;

use crate::bounds::LEVELS;
use crate::error::plain;
use crate::growth::bound_all;
use crate::growth_rule::Bounds;
use crate::{Error, Limits, functions};

/// Temporary files take this many times the memory at most.
const FILES: u64 = 4;

/// An engine with our functions and without tables; what does not fit in memory goes to the folder `spills`.
pub(crate) fn engine(limits: Limits, spills: Option<&Path>) -> Result<SessionContext, Error> {
    // One partition: a sum of floats has one order, so the same data gives the same bytes.
    let mut config = SessionConfig::new().with_target_partitions(1);
    config.options_mut().sql_parser.collect_spans = true;
    let levels = ConfigNonZeroUsize::try_new(LEVELS).map_err(|error| Error::Engine(plain(&error)))?;
    config.options_mut().sql_parser.recursion_limit = levels;
    // Model tables keep Utf8, so that their columns compare with the sources' without casts.
    config.options_mut().sql_parser.map_string_types_to_utf8view = false;
    config.options_mut().execution.parquet.schema_force_view_types = false;
    // The engine counts half of what it takes: a table that grows stands in memory twice, and so does what is sorted.
    let bytes = limits.megabytes * 1024 * 1024;
    let pool = Arc::new(FairSpillPool::new(bytes / 2));
    let files = DiskManagerBuilder::default().with_max_temp_directory_size(FILES * bytes as u64);
    let files = match spills {
        Some(folder) => files.with_mode(DiskManagerMode::Directories(vec![folder.to_owned()])),
        None => files,
    };
    let runtime =
        RuntimeEnvBuilder::new().with_memory_pool(pool).with_disk_manager_builder(files).build_arc();
    let runtime = runtime.map_err(|error| Error::Engine(plain(&error)))?;
    let context = SessionContext::new_with_config_rt(config, runtime);
    bound_all(&context);
    context.add_analyzer_rule(Arc::new(Bounds));
    for function in functions::all() {
        context.register_udf(function);
    }
    Ok(context)
}

/// Starts to read an answer.
///
/// A join without equality whose left side does not fit in memory reads that side again, and when that is a join itself it
/// gets nothing the second time (`DataFusion` 55.2): no rows, and no error. Without temporary files it does not try.
pub(crate) async fn start(frame: DataFrame) -> Result<SendableRecordBatchStream, DataFusionError> {
    let mut context = frame.task_ctx();
    let plan = frame.create_physical_plan().await?;
    if reads_a_join_again(plan.as_ref()) {
        let files = DiskManagerBuilder::default().with_mode(DiskManagerMode::Disabled);
        let runtime =
            RuntimeEnvBuilder::from_runtime_env(&context.runtime_env()).with_disk_manager_builder(files);
        context = context.with_runtime(runtime.build_arc()?);
    }
    execute_stream(plan, Arc::new(context))
}

fn reads_a_join_again(plan: &dyn ExecutionPlan) -> bool {
    let children = plan.children();
    let left = children.first().filter(|_| plan.name() == "NestedLoopJoinExec");
    left.is_some_and(|left| keeps_state(left.as_ref()))
        || children.iter().any(|child| reads_a_join_again(child.as_ref()))
}

/// Whether a part of a plan remembers that it was read.
fn keeps_state(plan: &dyn ExecutionPlan) -> bool {
    ["Join", "Recursive", "Repartition"].iter().any(|kind| plan.name().contains(kind))
        || plan.children().iter().any(|child| keeps_state(child.as_ref()))
}
