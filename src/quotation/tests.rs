use super::*;
use crate::article::Article;
use crate::segment::segment;

fn quotations(text: &str) -> (Article, Vec<Quotation>) {
    let mut article = Article::from_text(text.to_owned());
    // What a block is taken for is tested elsewhere.
    for block in &mut article.blocks {
        block.kind = BlockKind::Body;
    }
    let mut segments = Segments::default();
    segment(&article, 0..article.blocks.len(), &mut segments);
    let mut found = Vec::new();
    find(&article, &segments, 0..article.blocks.len(), &mut found);
    (article, found)
}

/// Each quotation as its text, behind a letter for its closing and a digit for its depth.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let (article, found) = quotations(text);
    let show = |q: &Quotation| {
        let letter = match q.closing {
            Closing::Matched => '=',
            Closing::Mismatched => '~',
            Closing::Missing => '?',
            Closing::Continued => '>',
        };
        format!("{letter}{} {}", q.depth, article.words(q.span))
    };
    assert_eq!(found.iter().map(show).collect::<Vec<_>>(), expected, "{text}");
}

#[test]
fn every_style_is_known() {
    check("He said \"yes\" and “no”.", &["=0 \"yes\"", "=0 “no”"]);
    check("Er sagte „ja“ und »nein«.", &["=0 „ja“", "=0 »nein«"]);
    check("Il dit « oui » puis «non».", &["=0 « oui »", "=0 «non»"]);
    check("It was ``so'' and ''thus'' and `meant'.", &["=0 ``so''", "=0 ''thus''", "=0 `meant'"]);
    check("Hon sa ”ja” och 「はい」.", &["=0 ”ja”", "=0 「はい」"]);
    check("A 'small' and ‘big’ and ‚klein‘ thing.", &["=0 'small'", "=0 ‘big’", "=0 ‚klein‘"]);
}

#[test]
fn quotations_nest() {
    check("\"He said 'go' to us,\" Lee said.", &["=0 \"He said 'go' to us,\"", "=1 'go'"]);
    check("“She read “Vela” and ‘Norl’.”", &["=0 “She read “Vela” and ‘Norl’.”", "=1 “Vela”", "=1 ‘Norl’"]);
    check("“‘Go,’ he said.”", &["=0 “‘Go,’ he said.”", "=1 ‘Go,’"]);
    check("(\"yes\")—\"no\"", &["=0 \"yes\"", "=0 \"no\""]);
}

#[test]
fn apostrophes_are_no_quotation_marks() {
    check("'Tis the dogs' tails of the '90s, don't worry, rock 'n' roll, O'Brien's.", &[]);
    check("’Tis the guards’ fault, Vela’s and ‘90s too.", &[]);
    check("He is 6'2\" tall, she 5'11\".", &[]);
    check("אמר צה\"ל היום", &[]);
    check("It is 'the guards' own fault' again.", &["=0 'the guards' own fault'"]);
    check("\"'healthy part of the lot,\" he said.", &["=0 \"'healthy part of the lot,\""]);
}

#[test]
fn one_closed_with_another_kind_is_flagged() {
    check("She said, \"so be it.” Then.", &["~0 \"so be it.”"]);
    check("She said, “so be it.\" Then.", &["~0 “so be it.\""]);
    check("A ‘small' thing.", &["~0 ‘small'"]);
}

#[test]
fn one_never_closed_ends_with_its_block_or_before_the_next() {
    check("She said, \"so be it.\nThen.", &["?0 \"so be it."]);
    check("“So be it, he said. “And no more,” he said.", &["?0 “So be it, he said.", "=0 “And no more,”"]);
    check("\"So be it, he said. \"And no more,\" he said.", &["?0 \"So be it, he said.", "=0 \"And no more,\""]);
    check("“He said \"no” twice", &["=0 “He said \"no”", "?1 \"no"]);
    check("It is over,\" he said.", &[]);
    check("\" \" “”", &[]);
}

#[test]
fn one_that_runs_over_paragraphs_is_continued() {
    check("“One.\n\n“Two.\n\n“Three,” he said.", &[">0 “One.", ">0 “Two.", "=0 “Three,”"]);
    check("He said: \"One.\n\"Two,\" he said.", &[">0 \"One.", "=0 \"Two,\""]);
    check("‘One.\n\n‘Two,’ he said.", &[">0 ‘One.", "=0 ‘Two,’"]);
    check("“One.\n\nTwo.", &["?0 “One."]);
}

#[test]
fn depth_is_capped() {
    let (_, found) = quotations(&format!("{}x{}", "「a『b".repeat(200), "』」".repeat(200)));
    assert_eq!(found.iter().map(|q| q.depth).max(), Some(255));
}

#[test]
fn slices_give_the_same_as_one_run() {
    let (article, whole) = quotations("“One.\n\n“Two 'a'.\n\n“Three,” he said.\n\n\"Four");
    let mut segments = Segments::default();
    let mut sliced = Vec::new();
    for block in 0..article.blocks.len() {
        segment(&article, block..block + 1, &mut segments);
        find(&article, &segments, block..block + 1, &mut sliced);
    }
    assert_eq!(whole, sliced);
}
