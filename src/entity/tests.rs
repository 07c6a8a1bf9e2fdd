//! Whole texts, from words to entities.

use crate::article::{Article, BlockKind};
use crate::{Annotations, annotate};

use super::{Label, RULES};

fn read(text: &str) -> (Article, Annotations) {
    let article = Article::from_text(text.to_owned());
    let annotations = annotate(&article);
    for mention in &annotations.mentions {
        assert!(RULES.iter().any(|(name, _)| *name == mention.rule), "{} is in no table", mention.rule);
        assert!((0.0..=1.0).contains(&mention.confidence));
        assert!(mention.entity < annotations.entities.len());
    }
    (article, annotations)
}

/// Checks the mentions of a text: `PERSON: Ann Lee | LOC: Paris`.
#[track_caller]
pub(super) fn check(text: &str, expected: &str) {
    let (article, annotations) = read(text);
    let show = |m: &super::Mention| {
        let label = serde_json::to_string(&m.label).unwrap();
        format!("{}: {}", label.trim_matches('"'), article.words(m.span))
    };
    assert_eq!(annotations.mentions.iter().map(show).collect::<Vec<_>>().join(" | "), expected, "{text}");
}

/// Checks which mentions of some labels are one thing: `Ann Lee = Lee | Bob`.
#[track_caller]
fn clusters(text: &str, labels: &[Label], expected: &str) {
    let (article, annotations) = read(text);
    let mut groups: Vec<(usize, Vec<&str>)> = Vec::new();
    for mention in annotations.mentions.iter().filter(|m| labels.contains(&m.label)) {
        let words = article.words(mention.span);
        match groups.iter_mut().find(|(entity, _)| *entity == mention.entity) {
            Some((_, group)) => group.push(words),
            None => groups.push((mention.entity, vec![words])),
        }
    }
    let shown: Vec<_> = groups.iter().map(|(_, group)| group.join(" = ")).collect();
    assert_eq!(shown.join(" | "), expected, "{text}");
}

#[test]
fn people_by_given_name_title_and_particle() {
    check("The report was by Daniel Ostrom.", "PERSON: Daniel Ostrom");
    check("He met Foreign Minister Tamsin Quill.", "TITLE: Foreign Minister | PERSON: Tamsin Quill");
    check("He met Mr. Brandreth twice.", "PERSON: Brandreth");
    check("We saw Karim al-Zoubari there.", "PERSON: Karim al-Zoubari");
    check("It was for J. K. Marlow, they said.", "PERSON: J. K. Marlow");
    check("He spoke to [Daniel] Ostrom.", "PERSON: [Daniel] Ostrom");
}

#[test]
fn names_leave_out_articles_possessives_and_the_rest_of_a_compound() {
    check("They left the United Nations' hall.", "ORG: United Nations");
    check("A Norwegian-built, Oslo-based firm.", "NORP: Norwegian | LOC: Oslo");
    check("The U.S. and Peru’s ministers met.", "LOC: U.S. | LOC: Peru");
}

#[test]
fn organisations_by_shape() {
    check("He joined the Salt Workers Union of Norway.", "ORG: Salt Workers Union of Norway");
    check("It was the Ministry of Salt and Pepper.", "ORG: Ministry of Salt and Pepper");
    check("The Peruvian embassy in Oslo was shut.", "ORG: Peruvian embassy in Oslo | NORP: Peruvian | LOC: Oslo");
    check("He read Peru and Norway.", "LOC: Peru | LOC: Norway");
}

#[test]
fn products_are_letters_and_digits() {
    check("They sent X-90s and a KJ-7B.", "PRODUCT: X-90s | PRODUCT: KJ-7B");
}

#[test]
fn titles_stand_before_after_and_alone() {
    check("Norwegian President Ulla Berg spoke.", "NORP: Norwegian | TITLE: President | PERSON: Ulla Berg");
    check(
        "It rained, said Hassan Tarn, a Peruvian security analyst.",
        "PERSON: Hassan Tarn | NORP: Peruvian | TITLE: security analyst",
    );
    check("The Norwegian leader slept.", "NORP: Norwegian | TITLE: leader");
    check("A Kremlin spokesman slept.", "ORG: Kremlin | TITLE: spokesman");
    check("The analysts and ministers slept in general.", "");
}

#[test]
fn a_surname_is_that_of_the_one_who_bears_it() {
    clusters(
        "Daniel Ostrom met Karim Qassouni. Ostrom said Kareem Kassouni left, and Daniel agreed.",
        &[Label::Person],
        "Daniel Ostrom = Ostrom = Daniel | Karim Qassouni = Kareem Kassouni",
    );
}

#[test]
fn two_people_with_one_surname_stay_two() {
    let text = "Daniel Ostrom met Maria Ostrom. Later Ostrom left.";
    clusters(text, &[Label::Person], "Daniel Ostrom | Maria Ostrom = Ostrom");
    let (_, annotations) = read(text);
    let doubts = annotations.entities.iter().filter(|e| e.doubt.is_some()).count();
    assert_eq!(doubts, 2);
}

#[test]
fn acronyms_and_aliases_join_their_long_names() {
    clusters(
        "The Salt Traders Association (STA) wrote to the United Nations. The STA and the U.N. met.",
        &[Label::Org],
        "Salt Traders Association = STA = STA | United Nations = U.N.",
    );
    clusters("The US and the United States differ from Washington.", &[Label::Loc], "US = United States | Washington");
}

#[test]
fn an_office_is_of_one_country() {
    clusters(
        "Norwegian President Ulla Berg met Peru's President Juan Quill. President Berg slept.",
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
fn names_need_no_article() {
    check("He wrote for The Times of Israel and The Sun.", "ORG: Times of Israel | ORG: Sun");
}

#[test]
fn a_short_name_is_known_from_a_long_one() {
    check("The Quillon Bank fell. Quillon said nothing.", "ORG: Quillon Bank | ORG: Quillon");
    clusters("The Quillon Bank fell. Quillon said nothing.", &[Label::Org], "Quillon Bank = Quillon");
}

#[test]
fn headlines_in_title_case_show_only_what_is_known() {
    check(
        "Ostrom Breaks Silence Over Peru Deal\n\nDaniel Ostrom slept.",
        "PERSON: Ostrom | LOC: Peru | PERSON: Daniel Ostrom",
    );
}

#[test]
fn an_entity_bears_its_fullest_name() {
    let (_, annotations) =
        read("Ostrom met the UN. Daniel Ostrom met the United Nations and the Islamic Republic of Iran. Iran slept.");
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
    clusters("J. Ostrom wrote. Jane Ostrom slept.", &[Label::Person], "J. Ostrom = Jane Ostrom");
    clusters("Karim al-Zoubari met Karim Zoubary.", &[Label::Person], "Karim al-Zoubari = Karim Zoubary");
    clusters("Li Wanfeng spoke. Later Li slept.", &[Label::Person], "Li Wanfeng = Li");
}

#[test]
fn a_bare_surname_is_that_of_the_one_named_last() {
    clusters(
        "Daniel Ostrom spoke. Then Ostrom slept. Maria Ostrom spoke. Then Ostrom slept.",
        &[Label::Person],
        "Daniel Ostrom = Ostrom | Maria Ostrom = Ostrom",
    );
}

#[test]
fn nationalities_stand_apart_from_their_countries() {
    clusters("Peru and Peruvians, a Peruvian town.", &[Label::Loc, Label::Norp], "Peru | Peruvians = Peruvian");
}

#[test]
fn a_spokesman_is_of_one_body() {
    clusters(
        "A Kremlin spokesman slept. A Pentagon spokesman ate. The Kremlin spokesman woke.",
        &[Label::Title],
        "spokesman = spokesman | spokesman",
    );
}

#[test]
fn an_office_is_one_by_its_holder_and_by_its_side() {
    clusters(
        "Hassan Tarn, commander of the Quds Force, came. The commander of Peru's Quds Force slept. Commander Tarn left.",
        &[Label::Title],
        "commander = commander = Commander",
    );
}

#[test]
fn a_last_word_stands_for_a_body_only_if_one_ends_so() {
    let one = "The Zoubari Guard came. Then a Guard post fell.";
    clusters(one, &[Label::Org], "Zoubari Guard = Guard");
    let two = "The Zoubari Guard met the Quillon Guard. Then a Guard post fell.";
    clusters(two, &[Label::Org], "Zoubari Guard | Quillon Guard | Guard");
}

#[test]
fn furniture_has_no_mentions() {
    let mut article = Article::from_text("Daniel Ostrom slept in Peru.".to_owned());
    assert!(!annotate(&article).mentions.is_empty());
    article.blocks[0].kind = BlockKind::Boilerplate;
    assert!(annotate(&article).mentions.is_empty());
}

proptest::proptest! {
    #[test]
    fn any_text_gives_the_same_valid_mentions_twice(
        text in "(?s)([A-Z]{1,3}|[a-z]{1,5}|[0-9]{1,4}|[\\[\\]()'’\"“”.,:;$%/&-]| |\n|the |President |Ann |al-|\\PC){0,60}",
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
