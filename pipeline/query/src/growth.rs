//! Functions of the engine in, the same functions out, with a bound on what one call may make.
//!
//! A few characters can ask for gigabytes: of a range, of a text that is put together, of a replacement for every letter.
//! What a call would make is estimated before it is made, for the engine counts it nowhere.

use std::any::Any;

use datafusion::arrow::array::{Array, ArrayRef, AsArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{
    DataType, FieldRef, Float64Type, Int64Type, IntervalMonthDayNanoType, IntervalUnit, TimeUnit,
};
use datafusion::common::ScalarValue;
use datafusion::error::{DataFusionError, Result};
use datafusion::execution::context::SessionContext;
use datafusion::logical_expr::simplify::{ExprSimplifyResult, SimplifyContext};
use datafusion::logical_expr::{
    ColumnarValue, Documentation, Expr, ReturnFieldArgs, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl,
    Signature, StructFieldMapping,
};

/// The most bytes that one call makes, for a batch of rows.
pub(crate) const MOST: f64 = 64.0 * 1024.0 * 1024.0;

/// How the message of this bound begins.
pub(crate) const AT_ONCE: &str = "too much at once: ";

/// Functions that are taken away: padding and repeating make a gigabyte of a word, and are no matter for a question.
pub(crate) const TAKEN_AWAY: [&str; 3] = ["repeat", "lpad", "rpad"];

/// How much a function makes of its arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Growth {
    /// All its arguments, put together.
    Sum,
    /// The numbers from one to another.
    Range,
    /// The first argument, as often as the second says.
    Repeated,
    /// As many elements as the second argument says.
    Resized,
    /// The third argument for every letter of the first.
    Replaced,
    /// The first argument between all others.
    Between,
    /// The second argument behind every element of the first.
    Joined,
    /// A date or so in place of every letter of the last argument.
    Formatted,
}

/// The functions that make more than they are given, or as much in one place.
const GROWING: &[(&str, Growth)] = &[
    ("range", Growth::Range),
    ("generate_series", Growth::Range),
    ("array_repeat", Growth::Repeated),
    ("array_resize", Growth::Resized),
    ("replace", Growth::Replaced),
    ("regexp_replace", Growth::Replaced),
    ("array_replace", Growth::Replaced),
    ("array_replace_n", Growth::Replaced),
    ("array_replace_all", Growth::Replaced),
    ("concat_ws", Growth::Between),
    ("array_to_string", Growth::Joined),
    ("to_char", Growth::Formatted),
    ("concat", Growth::Sum),
    ("overlay", Growth::Sum),
    ("translate", Growth::Sum),
    ("encode", Growth::Sum),
    ("upper", Growth::Sum),
    ("lower", Growth::Sum),
    ("initcap", Growth::Sum),
    ("string_to_array", Growth::Sum),
    ("regexp_match", Growth::Sum),
    ("make_array", Growth::Sum),
    ("array_append", Growth::Sum),
    ("array_prepend", Growth::Sum),
    ("array_concat", Growth::Sum),
    ("array_union", Growth::Sum),
    ("arrays_zip", Growth::Sum),
    ("flatten", Growth::Sum),
    ("map", Growth::Sum),
    ("named_struct", Growth::Sum),
    ("struct", Growth::Sum),
    ("arrow_cast", Growth::Sum),
    ("arrow_try_cast", Growth::Sum),
];

/// Puts the bound on every growing function of a session.
pub(crate) fn bound_all(context: &SessionContext) {
    for name in TAKEN_AWAY {
        context.deregister_udf(name);
    }
    let known = context.state();
    for (name, growth) in GROWING {
        if let Some(function) = known.scalar_functions().get(*name) {
            context.register_udf(bounded(function, *growth));
        }
    }
}

/// The growing function with its bound; nothing for one that does not grow or has its bound.
pub(crate) fn with_bound(function: &ScalarUDF) -> Option<ScalarUDF> {
    let (_, growth) = GROWING.iter().find(|(name, _)| *name == function.name())?;
    let inner: &dyn Any = function.inner().as_ref();
    (!inner.is::<Bounded>()).then(|| bounded(function, *growth))
}

/// A function with a bound.
pub(crate) fn bounded(function: &ScalarUDF, growth: Growth) -> ScalarUDF {
    ScalarUDF::new_from_impl(Bounded { inner: function.clone(), growth })
}

/// A function with a bound.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Bounded {
    inner: ScalarUDF,
    growth: Growth,
}

impl Bounded {
    fn too_much(&self) -> DataFusionError {
        DataFusionError::ResourcesExhausted(format!("{AT_ONCE}{}", self.inner.name()))
    }
}

impl ScalarUDFImpl for Bounded {
    fn name(&self) -> &str {
        self.inner.name()
    }

    fn aliases(&self) -> &[String] {
        self.inner.aliases()
    }

    fn signature(&self) -> &Signature {
        self.inner.signature()
    }

    fn return_type(&self, types: &[DataType]) -> Result<DataType> {
        self.inner.return_type(types)
    }

    fn return_field_from_args(&self, args: ReturnFieldArgs) -> Result<FieldRef> {
        let field = self.inner.return_field_from_args(args)?;
        if has_wide_cells(field.data_type()) { Err(self.too_much()) } else { Ok(field) }
    }

    fn coerce_types(&self, types: &[DataType]) -> Result<Vec<DataType>> {
        self.inner.coerce_types(types)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        if estimated(self.growth, &args)? > MOST {
            return Err(self.too_much());
        }
        let made = self.inner.invoke_with_args(args)?;
        let bytes = match &made {
            ColumnarValue::Array(array) => array.to_data().get_slice_memory_size().unwrap_or_default(),
            ColumnarValue::Scalar(value) => value.size(),
        };
        if as_number(bytes) > 2.0 * MOST { Err(self.too_much()) } else { Ok(made) }
    }

    /// Only a cast becomes an expression of its own kind; the others could come back without their bound.
    fn simplify(&self, args: Vec<Expr>, info: &SimplifyContext) -> Result<ExprSimplifyResult> {
        if self.name().starts_with("arrow_") {
            return self.inner.simplify(args, info);
        }
        Ok(ExprSimplifyResult::Original(args))
    }

    fn struct_field_mapping(&self, literal_args: &[Option<ScalarValue>]) -> Option<StructFieldMapping> {
        self.inner.struct_field_mapping(literal_args)
    }

    fn documentation(&self) -> Option<&Documentation> {
        self.inner.documentation()
    }
}

/// Whether every cell of a type takes a kilobyte, whatever is in it.
fn has_wide_cells(kind: &DataType) -> bool {
    match kind {
        DataType::FixedSizeBinary(bytes) | DataType::FixedSizeList(_, bytes) => *bytes > 1024,
        DataType::List(inner) | DataType::LargeList(inner) => has_wide_cells(inner.data_type()),
        DataType::Struct(fields) => fields.iter().any(|field| has_wide_cells(field.data_type())),
        _ => false,
    }
}

/// The bytes that a call would make of its arguments, at most.
fn estimated(growth: Growth, args: &ScalarFunctionArgs) -> Result<f64> {
    let rows = args.number_rows;
    let sizes = args.args.iter().map(Sizes::of).collect::<Result<Vec<_>>>()?;
    let size = |argument: usize, row: usize| sizes.get(argument).map_or(0.0, |sizes| sizes.bytes(row));
    let all = |row: usize| (0..sizes.len()).map(|argument| size(argument, row)).sum::<f64>();
    let total = |of_row: &dyn Fn(usize) -> f64| (0..rows).map(of_row).sum::<f64>();
    Ok(match growth {
        Growth::Sum => total(&all),
        Growth::Range => total(&{
            let lengths = ranges(&args.args, rows)?;
            move |row| lengths.get(row).map_or(0.0, |length| length * 8.0)
        }),
        Growth::Repeated => {
            let times = numbers(args.args.get(1), rows)?;
            total(&|row| times[row].max(0.0) * (8.0 + size(0, row)))
        }
        Growth::Resized => {
            let times = numbers(args.args.get(1), rows)?;
            total(&|row| size(0, row) + times[row].max(0.0) * (8.0 + size(2, row)))
        }
        Growth::Replaced => total(&|row| (size(0, row) + 1.0) * (size(2, row) + 1.0)),
        Growth::Between => total(&|row| all(row) + size(0, row) * as_number(sizes.len())),
        Growth::Joined => {
            let elements = |row: usize| sizes.first().map_or(0.0, |sizes| sizes.elements(row));
            total(&|row| size(0, row) + elements(row) * (24.0 + size(1, row) + size(2, row)))
        }
        Growth::Formatted => total(&|row| 24.0 * size(sizes.len().saturating_sub(1), row)),
    })
}

/// How large the cells of an argument are.
struct Sizes {
    /// Bytes and elements of each row; one entry when all rows have the same value.
    cells: Vec<(f64, f64)>,
}

impl Sizes {
    fn of(value: &ColumnarValue) -> Result<Self> {
        Ok(Self {
            cells: match value {
                ColumnarValue::Array(array) => cells(array),
                ColumnarValue::Scalar(scalar) => cells(&scalar.to_array()?),
            },
        })
    }

    fn cell(&self, row: usize) -> (f64, f64) {
        self.cells.get(row).or(self.cells.first()).copied().unwrap_or_default()
    }

    fn bytes(&self, row: usize) -> f64 {
        self.cell(row).0
    }

    fn elements(&self, row: usize) -> f64 {
        self.cell(row).1
    }
}

/// Bytes and elements of every cell. Of what is inside a list the mean counts: the lists of a column are alike enough.
fn cells(array: &ArrayRef) -> Vec<(f64, f64)> {
    let mean = |inner: &ArrayRef| {
        let bytes = inner.to_data().get_slice_memory_size().unwrap_or_default();
        as_number(bytes) / as_number(inner.len().max(1))
    };
    let texts =
        |lengths: &mut dyn Iterator<Item = usize>| lengths.map(|length| (as_number(length), 1.0)).collect();
    let rows = 0..array.len();
    match array.data_type() {
        DataType::Utf8 => texts(&mut array.as_string::<i32>().iter().map(|text| text.map_or(0, str::len))),
        DataType::LargeUtf8 => {
            texts(&mut array.as_string::<i64>().iter().map(|text| text.map_or(0, str::len)))
        }
        DataType::Utf8View => texts(&mut array.as_string_view().iter().map(|text| text.map_or(0, str::len))),
        DataType::List(_) => {
            let (list, mean) = (array.as_list::<i32>(), mean(array.as_list::<i32>().values()));
            rows.map(|row| f64::from(list.value_length(row))).map(|length| (length * mean, length)).collect()
        }
        DataType::LargeList(_) => {
            let (list, mean) = (array.as_list::<i64>(), mean(array.as_list::<i64>().values()));
            let length = |row| as_number(usize::try_from(list.value_length(row)).unwrap_or_default());
            rows.map(length).map(|length| (length * mean, length)).collect()
        }
        DataType::Struct(_) => {
            let columns: Vec<Vec<(f64, f64)>> = array.as_struct().columns().iter().map(cells).collect();
            rows.map(|row| (columns.iter().map(|column| column[row].0).sum(), 1.0)).collect()
        }
        _ => vec![(mean(array), 1.0); array.len()],
    }
}

/// The numbers of an argument, row by row; none is nought.
fn numbers(value: Option<&ColumnarValue>, rows: usize) -> Result<Vec<f64>> {
    let Some(value) = value else { return Ok(vec![0.0; rows]) };
    let array = cast(&value.to_array(rows)?, &DataType::Float64)?;
    Ok(array.as_primitive::<Float64Type>().iter().map(Option::unwrap_or_default).collect())
}

/// How many values stand from one number or time to another, row by row.
fn ranges(args: &[ColumnarValue], rows: usize) -> Result<Vec<f64>> {
    let bounds = if args.len() == 1 { [None, args.first()] } else { [args.first(), args.get(1)] };
    let is_time = args.iter().any(|argument| argument.data_type().is_temporal());
    let [from, to] = bounds.map(|bound| match bound {
        Some(bound) if is_time => seconds(bound, rows),
        bound => numbers(bound, rows),
    });
    let step = match args.get(2) {
        Some(step) if is_time => lengths(step, rows)?,
        Some(step) => numbers(Some(step), rows)?,
        None => vec![1.0; rows],
    };
    let length = |((from, to), step): ((f64, f64), f64)| ((to - from) / step).max(0.0) + 1.0;
    let rows = from?.into_iter().zip(to?).zip(step);
    // A step of nought is the engine's to refuse.
    Ok(rows.map(length).map(|length| if length.is_finite() { length } else { 1.0 }).collect())
}

/// Times as seconds, row by row.
fn seconds(value: &ColumnarValue, rows: usize) -> Result<Vec<f64>> {
    let times = cast(&value.to_array(rows)?, &DataType::Timestamp(TimeUnit::Second, None))?;
    let times = cast(&times, &DataType::Int64)?;
    #[expect(clippy::cast_precision_loss, reason = "an estimate")]
    let numbers = times.as_primitive::<Int64Type>().iter().map(|time| time.unwrap_or_default() as f64);
    Ok(numbers.collect())
}

/// Intervals as seconds, row by row.
fn lengths(value: &ColumnarValue, rows: usize) -> Result<Vec<f64>> {
    const DAY: f64 = 86_400.0;
    let kind = DataType::Interval(IntervalUnit::MonthDayNano);
    let intervals = cast(&value.to_array(rows)?, &kind)?;
    let intervals =
        intervals.as_primitive::<IntervalMonthDayNanoType>().iter().map(Option::unwrap_or_default);
    #[expect(clippy::cast_precision_loss, reason = "an estimate")]
    let seconds = intervals.map(|length| {
        f64::from(length.months) * 28.0 * DAY + f64::from(length.days) * DAY + length.nanoseconds as f64 / 1e9
    });
    Ok(seconds.collect())
}

#[expect(clippy::cast_precision_loss, reason = "an estimate")]
fn as_number(count: usize) -> f64 {
    count as f64
}
