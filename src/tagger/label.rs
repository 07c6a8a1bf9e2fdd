//! The kinds of names that the tagger tells apart.

/// What a name names; the guidelines say what falls under each. Titles, times and counts are found by rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Label {
    /// People.
    Person,
    /// Organisations.
    Org,
    /// Countries, cities, regions, seas.
    Loc,
    /// Buildings, bases, airports, roads.
    Fac,
    /// Nationalities, religions, political groups.
    Norp,
    /// Dates and durations of a day or more.
    Date,
    /// Amounts of money.
    Money,
    /// Weapons, vehicles, devices, named products.
    Product,
    /// Events, treaties, laws, wars, works, awards.
    Misc,
}

impl Label {
    /// All of them, each at its place in [`super::Name::labels`].
    pub const ALL: [Self; 9] = [
        Self::Person,
        Self::Org,
        Self::Loc,
        Self::Fac,
        Self::Norp,
        Self::Date,
        Self::Money,
        Self::Product,
        Self::Misc,
    ];

    /// As the corpora write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "PERSON",
            Self::Org => "ORG",
            Self::Loc => "LOC",
            Self::Fac => "FAC",
            Self::Norp => "NORP",
            Self::Date => "DATE",
            Self::Money => "MONEY",
            Self::Product => "PRODUCT",
            Self::Misc => "MISC",
        }
    }
}
