//! What other tools and corpora call what Sayso has a label for.

use crate::entity::Label;

/// The label that a foreign name stands for, in whatever case and with whatever signs between its words.
pub(crate) fn label(foreign: &str) -> Option<Label> {
    let plain: String = foreign.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect();
    Some(match plain.as_str() {
        "PERSON" | "PER" | "PEOPLE" | "HUMAN" | "NAME" => Label::Person,
        "TITLE" | "POSITION" | "OFFICE" | "JOBTITLE" | "PERSONTITLE" => Label::Title,
        "ORG" | "ORGANIZATION" | "ORGANISATION" | "COMPANY" | "INSTITUTION" | "ORGANIZATIONNAME" => Label::Org,
        "LOC" | "LOCATION" | "GPE" | "PLACE" | "CITY" | "COUNTRY" | "STATEORPROVINCE" | "GEO" => Label::Loc,
        "FAC" | "FACILITY" | "BUILDING" => Label::Fac,
        "NORP" | "NATIONALITY" | "RELIGION" | "IDEOLOGY" | "POLITICALGROUP" => Label::Norp,
        "DATE" | "DURATION" => Label::Date,
        "TIME" => Label::Time,
        "MONEY" | "MONETARY" | "CURRENCY" => Label::Money,
        "QUANTITY" | "CARDINAL" | "ORDINAL" | "PERCENT" | "NUMBER" | "NUM" => Label::Quantity,
        "PRODUCT" | "VEHICLE" | "WEAPON" | "DEVICE" | "VEH" | "WEA" => Label::Product,
        "MISC" | "MISCELLANEOUS" | "OTHER" | "OTH" | "EVENT" | "WORKOFART" | "LAW" | "LANGUAGE" | "ENTITY" => {
            Label::Misc
        }
        _ => return None,
    })
}
