//! What a column and a relation tell about pupils: the vocabulary of the lineage.
//!
//! Plain data; how it follows from a plan is for the files beside this one.

use std::collections::BTreeSet;

use super::Refusal;

/// How close a value is to one pupil, from far to near.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// Says nothing about pupils.
    Public,
    /// Rests on a group of pupils: a count, a mean, or what the group has in common.
    Group,
    /// When and where a pupil was tested: school year, leerjaar, vakgebied.
    Occasion,
    /// What came of it, in a few words: a niveau, an advice, a yes or no.
    Outcome,
    /// A number of one pupil, such as a score.
    Value,
    /// A value that was picked or reshaped, so that a mean of it may rest on fewer pupils than are counted.
    Chosen,
    /// The hash that stands for a pupil, or something made of it.
    Key,
}

/// The name of something that pupils were counted in, or must be.
pub(crate) type Source = String;

/// What is known of one column or expression.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a property of its own")]
pub(crate) struct Taint {
    /// How close it is to a pupil.
    pub(crate) level: Level,
    /// Never empty in the rows that are left.
    pub(crate) known: bool,
    /// The scans whose pupils it is about; keys that were joined have the same.
    pub(crate) origins: BTreeSet<Source>,
    /// The groups on which it rests.
    pub(crate) sources: BTreeSet<Source>,
    /// The groups of which it is no more than the number of pupils.
    pub(crate) counts: BTreeSet<Source>,
    /// It is a number of pupils, of the whole group or of a part.
    pub(crate) is_count: bool,
    /// It is what the rows of a group have in common, and no figure.
    pub(crate) is_label: bool,
    /// Several outcomes of a pupil are put together in it.
    pub(crate) is_mixed: bool,
    /// It was rounded to steps, so that it can be a ground of groups.
    pub(crate) is_rounded: bool,
    /// Tells only that pupils were somewhere at some time, whoever they were and whatever came of it.
    pub(crate) is_occasion: bool,
    /// Says nothing about pupils itself; only whether its row is there does.
    pub(crate) is_placed: bool,
    /// Why it cannot be shown, when that is known better than its level says.
    pub(crate) why: Option<Refusal>,
}

impl Taint {
    pub(crate) fn new(level: Level) -> Self {
        Self {
            level,
            known: false,
            origins: BTreeSet::new(),
            sources: BTreeSet::new(),
            counts: BTreeSet::new(),
            is_count: false,
            is_label: false,
            is_mixed: false,
            is_rounded: false,
            is_placed: false,
            is_occasion: false,
            why: None,
        }
    }

    pub(crate) fn public(known: bool) -> Self {
        Self { known, ..Self::new(Level::Public) }
    }

    /// Whether it is about single pupils.
    pub(crate) fn is_of_pupils(&self) -> bool {
        self.level >= Level::Occasion
    }

    /// What the rows of a group have in common, or nothing about pupils at all.
    fn is_plain(&self) -> bool {
        self.is_label || self.is_public()
    }

    /// Whether its value says nothing about pupils, whatever its row does.
    fn is_public(&self) -> bool {
        self.is_placed || (self.level == Level::Public && self.sources.is_empty())
    }

    /// What something made of both is, before its own rules: no count, as near as the nearest.
    pub(crate) fn with(mut self, other: &Self) -> Self {
        self.is_mixed |= other.is_mixed || (self.level == Level::Outcome && other.level == Level::Outcome);
        self.is_label = (self.is_label || other.is_label) && self.is_plain() && other.is_plain();
        let public = self.level == Level::Public || other.level == Level::Public;
        self.is_placed = (self.is_placed || other.is_placed) && self.is_public() && other.is_public();
        let occasional = |taint: &Self| taint.is_occasion || taint.is_public();
        self.is_occasion = (self.is_occasion || other.is_occasion) && occasional(&self) && occasional(other);
        self.is_rounded = (self.is_rounded || other.is_rounded) && public;
        self.level = self.level.max(other.level);
        self.known &= other.known;
        self.origins.extend(other.origins.iter().cloned());
        self.sources.extend(other.sources.iter().cloned());
        self.counts.clear();
        self.is_count = false;
        self.why = self.why.or_else(|| other.why.clone());
        self
    }

    /// The same at another level.
    pub(crate) fn at(mut self, level: Level) -> Self {
        self.level = level;
        self
    }

    /// At least as near as this, for a reason.
    pub(crate) fn refused(mut self, level: Level, why: Refusal) -> Self {
        self.level = self.level.max(level);
        self.why = self.why.or(Some(why));
        self
    }

    /// Makes other names of the scans and groups.
    pub(crate) fn renamed(mut self, name: &impl Fn(&Source) -> Source) -> Self {
        for set in [&mut self.origins, &mut self.sources, &mut self.counts] {
            *set = set.iter().map(name).collect();
        }
        self
    }
}

/// What is known of the rows of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Relation {
    /// The columns, in the order of the plan's schema.
    pub(crate) columns: Vec<Taint>,
    /// Each row stands for a single pupil.
    pub(crate) pupils: bool,
    /// The pupils in it were picked by what came of their tests, or by number.
    pub(crate) picked: bool,
    /// Why nothing of it can be shown.
    pub(crate) poison: Option<Refusal>,
}

impl Relation {
    /// Rows that say nothing about pupils.
    pub(crate) fn public(columns: usize) -> Self {
        Self { columns: vec![Taint::public(false); columns], pupils: false, picked: false, poison: None }
    }

    /// All groups on which anything in it rests.
    pub(crate) fn sources(&self) -> BTreeSet<Source> {
        self.columns.iter().flat_map(|column| column.sources.iter().cloned()).collect()
    }

    /// All scans whose pupils it is about.
    pub(crate) fn origins(&self) -> BTreeSet<Source> {
        self.columns.iter().flat_map(|column| column.origins.iter().cloned()).collect()
    }

    /// Whether anything in it is about pupils, singly or in groups.
    pub(crate) fn is_about_pupils(&self) -> bool {
        self.pupils || self.columns.iter().any(|column| column.level > Level::Public)
    }

    /// The pupils that are left were picked: a mean of their values could be held against that of all.
    pub(crate) fn picked(mut self) -> Self {
        if !self.pupils {
            return self;
        }
        self.picked = true;
        for column in self.columns.iter_mut().filter(|column| column.level == Level::Value) {
            column.level = Level::Chosen;
            column.why = column.why.take().or(Some(Refusal::Selected));
        }
        self
    }

    /// Which rows are left, or in what order, was decided by something that tells this.
    pub(crate) fn decided(mut self, by: &Taint) -> Self {
        if self.pupils || by.level == Level::Public || by.is_occasion {
            return self;
        }
        if by.is_of_pupils() {
            self.poison = self.poison.or_else(|| by.why.clone()).or(Some(Refusal::RowsTell));
            return self;
        }
        for column in &mut self.columns {
            column.is_placed |= column.is_public();
            column.is_occasion = false;
            column.level = column.level.max(Level::Group);
            column.sources.extend(by.sources.iter().cloned());
        }
        self
    }

    /// Lets two scans pass for one, because their pupils were held against each other.
    pub(crate) fn unify(self, one: &BTreeSet<Source>, other: &BTreeSet<Source>) -> Self {
        let (Some(kept), true) = (one.first().cloned(), one.len() == 1 && other.len() == 1) else {
            return self;
        };
        let rename = |name: &Source| if other.contains(name) { kept.clone() } else { name.clone() };
        let columns = self
            .columns
            .into_iter()
            .map(|column| Taint { origins: column.origins.iter().map(rename).collect(), ..column });
        Self { columns: columns.collect(), ..self }
    }
}
