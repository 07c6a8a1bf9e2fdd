//! Whole texts, from names that a tagger found to entities.

use crate::annotate::scripted::Scripted;
use crate::article::{Article, BlockKind};
use crate::{Annotations, annotate};

use super::{Label, RULES};

fn read(marked: &str) -> (Article, Annotations) {
    let (article, annotations) = Scripted::annotate(marked);
    for mention in &annotations.mentions {
        assert!(RULES.iter().any(|(name, _)| *name == mention.rule), "{} is in no table", mention.rule);
        assert!((0.0..=1.0).contains(&mention.confidence));
        assert!(mention.entity < annotations.entities.len());
    }
    (article, annotations)
}

/// Checks the mentions of a marked text: `PERSON: Ann Lee | LOC: Paris`.
#[track_caller]
pub(super) fn check(marked: &str, expected: &str) {
    let (article, annotations) = read(marked);
    let show = |m: &super::Mention| {
        let label = serde_json::to_string(&m.label).unwrap();
        format!("{}: {}", label.trim_matches('"'), article.words(m.span))
    };
    assert_eq!(annotations.mentions.iter().map(show).collect::<Vec<_>>().join(" | "), expected, "{marked}");
}

/// Checks which mentions of some labels are one thing: `Ann Lee = Lee | Bob`.
#[track_caller]
fn clusters(marked: &str, labels: &[Label], expected: &str) {
    let (article, annotations) = read(marked);
    let mut groups: Vec<(usize, Vec<&str>)> = Vec::new();
    for mention in annotations.mentions.iter().filter(|m| labels.contains(&m.label)) {
        let words = article.words(mention.span);
        match groups.iter_mut().find(|(entity, _)| *entity == mention.entity) {
            Some((_, group)) => group.push(words),
            None => groups.push((mention.entity, vec![words])),
        }
    }
    let shown: Vec<_> = groups.iter().map(|(_, group)| group.join(" = ")).collect();
    assert_eq!(shown.join(" | "), expected, "{marked}");
}

#[test]
fn names_leave_out_articles_titles_and_possessives() {
    check("He wrote for {The Times of Israel|ORG} and {The Sun|ORG}.", "ORG: Times of Israel | ORG: Sun");
    check("They left {the United Nations'|ORG} hall.", "ORG: United Nations");
    check("It was {Peru’s|LOC} and {the U.S.|LOC} that met.", "LOC: Peru | LOC: U.S.");
    check("He met {Foreign Minister Tamsin Quill|PERSON}.", "TITLE: Foreign Minister | PERSON: Tamsin Quill");
    check("He met {Mr. Brandreth|PERSON} twice.", "PERSON: Brandreth");
    check("It was {Judge|PERSON} alone.", "PERSON: Judge");
    check("He worked at {Salt Co.|ORG} then.", "ORG: Salt Co.");
}

#[test]
fn names_leave_out_marks_but_for_an_editors_brackets() {
    check("He spoke to {[Daniel] Ostrom|PERSON}.", "PERSON: [Daniel] Ostrom");
    check("He spoke to {\"Ostrom\"|PERSON}, then.", "PERSON: Ostrom");
    check("It ended: {—|MISC}.", "");
}

#[test]
fn a_state_body_has_names_inside() {
    check("{The Peruvian embassy in Oslo|ORG} was shut.", "ORG: Peruvian embassy in Oslo | NORP: Peruvian | LOC: Oslo");
    check("{Peru Ministry|ORG} and {Peru Bank|ORG}.", "ORG: Peru Ministry | LOC: Peru | ORG: Peru Bank");
    check("{The Oslo Salt Department|ORG} was shut.", "ORG: Oslo Salt Department");
}

#[test]
fn numbers_give_way_to_names_around_them() {
    check("He read {The Two Mountains|MISC} on {Friday|DATE}.", "MISC: Two Mountains | DATE: Friday");
    check("They met {May|PERSON} in May.", "PERSON: May | DATE: May");
    check("It cost {$5|MONEY} million.", "MONEY: $5 million");
    check("It took {two|DATE} days, {Days|ORG} said.", "DATE: two days | ORG: Days");
    check("Then {May|LOC} 5 came.", "DATE: May 5");
}

#[test]
fn titles_stand_before_after_and_alone() {
    check(
        "{Norwegian|NORP} President {Ulla Berg|PERSON} spoke.",
        "NORP: Norwegian | TITLE: President | PERSON: Ulla Berg",
    );
    check(
        "It rained, said {Hassan Tarn|PERSON}, a {Peruvian|NORP} security analyst.",
        "PERSON: Hassan Tarn | NORP: Peruvian | TITLE: security analyst",
    );
    check("The {Norwegian|NORP} leader slept.", "NORP: Norwegian | TITLE: leader");
    check("A {Kremlin|ORG} spokesman slept.", "ORG: Kremlin | TITLE: spokesman");
    check("The analysts and ministers slept in general.", "");
    check("He read {The President|MISC} there.", "MISC: President");
}

#[test]
fn other_mentions_tell_what_a_name_is() {
    check(
        "{Quillon|LOC?} fell. Then {Quillon|ORG} and {Quillon|ORG} rose.",
        "ORG: Quillon | ORG: Quillon | ORG: Quillon",
    );
    check("{Quillon|LOC} fell. Then {Quillon|ORG?} rose.", "LOC: Quillon | LOC: Quillon");
    check("{Quillon|LOC} fell. Then {Quillon|ORG} rose.", "LOC: Quillon | ORG: Quillon");
    check("{Tam Orso|PERSON} spoke. {Orso|LOC?} sat.", "PERSON: Tam Orso | PERSON: Orso");
    check("{Salt Traders Union|ORG} met. {STU|LOC?} left.", "ORG: Salt Traders Union | ORG: STU");
    check("{Salt|ORG} sank. {S|LOC?} and {Salt union|ORG}.", "ORG: Salt | LOC: S | ORG: Salt union");
}

#[test]
fn what_was_relabelled_is_less_sure() {
    let (_, found) = read("{Orso|LOC?} rose. {Tam Orso|PERSON} sat. {Tam Orso|PERSON} ran.");
    assert_eq!(found.mentions[0].label, Label::Person);
    assert!(found.mentions[0].confidence < found.mentions[1].confidence);
}

#[test]
fn a_surname_is_that_of_the_one_who_bears_it() {
    clusters(
        "{Daniel Ostrom|PERSON} met {Karim Qassouni|PERSON}. {Ostrom|PERSON} said {Kareem Kassouni|PERSON} left, and \
            {Daniel|PERSON} agreed.",
        &[Label::Person],
        "Daniel Ostrom = Ostrom = Daniel | Karim Qassouni = Kareem Kassouni",
    );
}

#[test]
fn two_people_with_one_surname_stay_two() {
    let text = "{Daniel Ostrom|PERSON} met {Maria Ostrom|PERSON}. Later {Ostrom|PERSON} left.";
    clusters(text, &[Label::Person], "Daniel Ostrom | Maria Ostrom = Ostrom");
    let (_, annotations) = read(text);
    let doubts = annotations.entities.iter().filter(|e| e.doubt.is_some()).count();
    assert_eq!(doubts, 2);
}

#[test]
fn acronyms_and_aliases_join_their_long_names() {
    clusters(
        "{The Salt Traders Association|ORG} ({STA|ORG}) wrote to {the United Nations|ORG}. {The STA|ORG} and {the U.N.|ORG} met.",
        &[Label::Org],
        "Salt Traders Association = STA = STA | United Nations = U.N.",
    );
    clusters(
        "{The US|LOC} and {the United States|LOC} differ from {Washington|LOC}.",
        &[Label::Loc],
        "US = United States | Washington",
    );
}

#[test]
fn an_office_is_of_one_country() {
    clusters(
        "{Norwegian|NORP} President {Ulla Berg|PERSON} met {Peru|LOC}'s President {Juan Quill|PERSON}. President \
            {Berg|PERSON} slept.",
        &[Label::Title],
        "President = President | President",
    );
}

#[test]
fn dates_are_one_however_written() {
    clusters(
        "On March 8, 2015, not 8 March 2015 or 2015-03-08.",
        &[Label::Date],
        "March 8, 2015 = 8 March 2015 = 2015-03-08",
    );
}

#[test]
fn a_short_name_is_that_of_a_long_one() {
    clusters("{The Quillon Bank|ORG} fell. {Quillon|ORG} said nothing.", &[Label::Org], "Quillon Bank = Quillon");
}

#[test]
fn an_entity_bears_its_fullest_name() {
    let (_, annotations) = read(
        "{Ostrom|PERSON} met {the UN|ORG}. {Daniel Ostrom|PERSON} met {the United Nations|ORG} and \
            {the Islamic Republic of Iran|LOC}. {Iran|LOC} slept.",
    );
    let names: Vec<_> = annotations.entities.iter().map(|e| e.name.as_str()).collect();
    assert_eq!(names, ["Daniel Ostrom", "United Nations", "Iran"]);
}

#[test]
fn rules_are_named_once_in_kebab_case() {
    let mut names: Vec<_> = RULES.iter().map(|(name, _)| *name).collect();
    assert!(names.iter().all(|n| n.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')));
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), RULES.len());
}

#[test]
fn initials_and_particles_do_not_part_a_person() {
    clusters("{J. Ostrom|PERSON} wrote. {Jane Ostrom|PERSON} slept.", &[Label::Person], "J. Ostrom = Jane Ostrom");
    clusters(
        "{Karim al-Zoubari|PERSON} met {Karim Zoubary|PERSON}.",
        &[Label::Person],
        "Karim al-Zoubari = Karim Zoubary",
    );
    clusters("{Li Wanfeng|PERSON} spoke. Later {Li|PERSON} slept.", &[Label::Person], "Li Wanfeng = Li");
}

#[test]
fn a_bare_surname_is_that_of_the_one_named_last() {
    clusters(
        "{Daniel Ostrom|PERSON} spoke. Then {Ostrom|PERSON} slept. {Maria Ostrom|PERSON} spoke. Then {Ostrom|PERSON} slept.",
        &[Label::Person],
        "Daniel Ostrom = Ostrom | Maria Ostrom = Ostrom",
    );
}

#[test]
fn nationalities_stand_apart_from_their_countries() {
    clusters(
        "{Peru|LOC} and {Peruvians|NORP}, a {Peruvian|NORP} town.",
        &[Label::Loc, Label::Norp],
        "Peru | Peruvians = Peruvian",
    );
}

#[test]
fn a_spokesman_is_of_one_body() {
    clusters(
        "A {Kremlin|ORG} spokesman slept. A {Pentagon|ORG} spokesman ate. The {Kremlin|ORG} spokesman woke.",
        &[Label::Title],
        "spokesman = spokesman | spokesman",
    );
}

#[test]
fn an_office_is_one_by_its_holder_and_by_its_side() {
    clusters(
        "{Hassan Tarn|PERSON}, commander of {the Quds Force|ORG}, came. The commander of {Peru|LOC}'s {Quds Force|ORG} \
            slept. Commander {Tarn|PERSON} left.",
        &[Label::Title],
        "commander = commander = Commander",
    );
}

#[test]
fn a_last_word_stands_for_a_body_only_if_one_ends_so() {
    let one = "{The Zoubari Guard|ORG} came. Then a {Guard|ORG} post fell.";
    clusters(one, &[Label::Org], "Zoubari Guard = Guard");
    let two = "{The Zoubari Guard|ORG} met {the Quillon Guard|ORG}. Then a {Guard|ORG} post fell.";
    clusters(two, &[Label::Org], "Zoubari Guard | Quillon Guard | Guard");
}

#[test]
fn furniture_has_no_mentions() {
    let (tagger, mut article) = Scripted::read("{Daniel Ostrom|PERSON} slept in {Peru|LOC}.");
    assert!(!annotate(&tagger, &article).mentions.is_empty());
    article.blocks[0].kind = BlockKind::Boilerplate;
    assert!(annotate(&tagger, &article).mentions.is_empty());
}

proptest::proptest! {
    #[test]
    fn any_text_gives_the_same_valid_mentions_twice(
        text in "(?s)([A-Z]{1,3}|[a-z]{1,5}|[0-9]{1,4}|[\\[\\]()'’\"“”.,:;$%/&-]| |\n|the |President |\\{Ann Lee\\|PERSON\\}|\
            \\{the [A-Z][a-z’'. -]{0,9}\\|(ORG|LOC|DATE|MISC)\\??\\}|al-|[^{}]){0,60}",
    ) {
        let (article, annotations) = read(&text);
        let spans: Vec<_> = annotations.mentions.iter().map(|m| (m.span.start, std::cmp::Reverse(m.span.end))).collect();
        proptest::prop_assert!(spans.is_sorted());
        for mention in &annotations.mentions {
            proptest::prop_assert!(!article.words(mention.span).trim().is_empty());
            proptest::prop_assert!(article.blocks.iter().any(|b| b.span.contains(mention.span)));
        }
        proptest::prop_assert_eq!(annotations, read(&text).1);
    }
}
