//! A plan in, the same plan with a bound on every part that grows out.
//!
//! Puts a bound where the engine plans without asking for a function by its name: texts put together with `||`, lists put
//! together, and what a function is turned into.

use datafusion::arrow::compute::kernels::concat_elements::concat_elements_dyn;
use datafusion::arrow::datatypes::DataType;
use datafusion::common::ScalarValue;
use datafusion::common::config::ConfigOptions;
use datafusion::common::tree_node::{Transformed, TreeNode, TreeNodeRecursion};
use datafusion::error::Result;
use datafusion::logical_expr::expr::ScalarFunction;
use datafusion::logical_expr::expr_rewriter::NamePreserver;
use datafusion::logical_expr::{
    BinaryExpr, ColumnarValue, Expr, LogicalPlan, Operator, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl,
    Signature, Volatility,
};
use datafusion::optimizer::AnalyzerRule;

use crate::growth::{Growth, bounded, with_bound};
use crate::{Error, SqlFile};

/// The rule, which comes after those that make the types of both sides the same.
#[derive(Debug)]
pub(crate) struct Bounds;

impl AnalyzerRule for Bounds {
    fn analyze(&self, plan: LogicalPlan, _: &ConfigOptions) -> Result<LogicalPlan> {
        let rewritten = plan.transform_up_with_subqueries(|node| {
            let names = NamePreserver::new(&node);
            let node = node.map_expressions(|expr| {
                let name = names.save(&expr);
                Ok(expr.transform_up(|part| Ok(bound(part)))?.update_data(|expr| name.restore(expr)))
            })?;
            node.map_data(LogicalPlan::recompute_schema)
        });
        Ok(rewritten?.data)
    }

    fn name(&self) -> &'static str {
        "bounds_of_growth"
    }
}

/// A function that takes memory by an argument, or a list of all rows for every row, of which the engine counts nothing.
pub(crate) fn endless(plan: &LogicalPlan, file: &SqlFile) -> Option<Error> {
    let mut found = None;
    let visited = plan.apply_with_subqueries(|node| {
        node.apply_expressions(|expr| {
            expr.apply(|part| {
                found = found.take().or_else(|| endless_part(part, file));
                Ok(TreeNodeRecursion::Continue)
            })
        })
    });
    visited.ok().and(found)
}

fn endless_part(expr: &Expr, file: &SqlFile) -> Option<Error> {
    /// The most points that an estimate of a percentile is made of.
    const POINTS: u64 = 10_000;
    let path = file.path.clone();
    match expr {
        Expr::AggregateFunction(call) if call.func.name().starts_with("approx_percentile_cont") => {
            let function = call.func.name().to_owned();
            let before = if function.ends_with("with_weight") { 3 } else { 2 };
            // What is computed, such as `1000 * 1000`, is known only when the engine takes the memory.
            let is_many = |argument: &Expr| match argument {
                Expr::Literal(value, _) => matches!(
                    value.cast_to(&DataType::UInt64),
                    Ok(ScalarValue::UInt64(Some(points))) if points > POINTS
                ),
                _ => true,
            };
            let many = call.params.args.iter().skip(before).any(is_many);
            many.then_some(Error::TooMuchAtOnce { path, function })
        }
        Expr::WindowFunction(call) => {
            let function = call.fun.name();
            ["array_agg", "string_agg"].contains(&function).then(|| Error::Refused {
                path,
                what: format!("`{function} over` makes a list of many rows for every row"),
                hint: format!("group the rows, and take `{function}` of each group"),
            })
        }
        _ => None,
    }
}

fn bound(expr: Expr) -> Transformed<Expr> {
    match expr {
        Expr::BinaryExpr(BinaryExpr { left, op: Operator::StringConcat, right }) => {
            let together = bounded(&ScalarUDF::new_from_impl(Together::new()), Growth::Sum);
            let call = ScalarFunction::new_udf(together.into(), vec![*left, *right]);
            Transformed::yes(Expr::ScalarFunction(call))
        }
        Expr::ScalarFunction(ScalarFunction { func, args }) => match with_bound(&func) {
            Some(function) => {
                Transformed::yes(Expr::ScalarFunction(ScalarFunction::new_udf(function.into(), args)))
            }
            None => Transformed::no(Expr::ScalarFunction(ScalarFunction { func, args })),
        },
        other => Transformed::no(other),
    }
}

/// What `||` does with two texts.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Together {
    signature: Signature,
}

impl Together {
    fn new() -> Self {
        Self { signature: Signature::any(2, Volatility::Immutable) }
    }
}

impl ScalarUDFImpl for Together {
    fn name(&self) -> &'static str {
        "||"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, types: &[DataType]) -> Result<DataType> {
        Ok(types.first().cloned().unwrap_or(DataType::Utf8))
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let is_scalar = args.args.iter().all(|argument| matches!(argument, ColumnarValue::Scalar(_)));
        let sides = ColumnarValue::values_to_arrays(&args.args)?;
        let joined = concat_elements_dyn(&sides[0], &sides[1])?;
        if is_scalar {
            return Ok(ColumnarValue::Scalar(ScalarValue::try_from_array(&joined, 0)?));
        }
        Ok(ColumnarValue::Array(joined))
    }
}
