//! Reading what was written gives the same strategy, in every syntax.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use strategy::{
    Expression, Field, Heading, Limit, Line, Lines, Near, Piece, Place, Strategy as Search, Syntax,
    Term, Word, parse, translate, write,
};

const RESERVED: [&str; 10] = [
    "and", "or", "not", "near", "next", "adj", "exp", "limit", "same", "with",
];

fn letters() -> impl Strategy<Value = String> {
    "[a-z]{4,8}".prop_filter("operators are no words", |w| {
        !RESERVED.contains(&w.as_str())
    })
}

fn word(syntax: Syntax) -> BoxedStrategy<Word> {
    let plain = letters().prop_map(Word::plain);
    let with = move |piece: Piece, ending: bool| {
        (letters(), letters()).prop_map(move |(a, b)| {
            let mut pieces = vec![Piece::Text(a), piece.clone()];
            if !ending {
                pieces.push(Piece::Text(b));
            }
            Word { pieces }
        })
    };
    match syntax {
        Syntax::ClinicalTrialsGov => plain.boxed(),
        Syntax::PubMed | Syntax::Ictrp => {
            prop_oneof![3 => plain, 1 => with(Piece::Any, true)].boxed()
        }
        Syntax::OvidMedline | Syntax::OvidEmbase => prop_oneof![
            4 => plain,
            1 => with(Piece::Any, true),
            1 => with(Piece::UpTo(3), true),
            1 => with(Piece::One, false),
            1 => with(Piece::OneOrNone, false),
        ]
        .boxed(),
        Syntax::WebOfScience | Syntax::Cinahl => prop_oneof![
            4 => plain,
            1 => with(Piece::Any, true),
            1 => with(Piece::One, false),
            1 => with(Piece::OneOrNone, false),
        ]
        .boxed(),
        Syntax::Cochrane | Syntax::Scopus => {
            prop_oneof![4 => plain, 1 => with(Piece::Any, true), 1 => with(Piece::One, false)]
                .boxed()
        }
    }
}

fn term(syntax: Syntax) -> impl Strategy<Value = Expression> {
    (vec(word(syntax), 1..4), any::<bool>())
        .prop_map(|(words, quoted)| Expression::Term(Term::of(words, quoted)))
}

fn fields(syntax: Syntax) -> BoxedStrategy<Vec<Field>> {
    use Field::{
        Abstract, Condition, HeadingWords, KeywordWords, Keywords, PublicationType, TextWords,
        Title,
    };
    let sets: Vec<Vec<Field>> = match syntax {
        Syntax::PubMed => vec![
            vec![Title],
            vec![Title, Abstract],
            vec![TextWords],
            vec![PublicationType],
        ],
        Syntax::OvidMedline | Syntax::OvidEmbase => vec![
            vec![Title],
            vec![Title, Abstract],
            vec![TextWords, Field::OriginalTitle],
            vec![Field::MultiPurpose],
            vec![Field::HeadingExact],
            vec![Field::Other("tn".to_owned())],
        ],
        Syntax::Cochrane => vec![
            vec![Title],
            vec![Title, Abstract, Keywords],
            vec![PublicationType],
        ],
        Syntax::Scopus => vec![
            vec![Title, Abstract, Keywords],
            vec![Title],
            vec![KeywordWords],
            vec![HeadingWords],
        ],
        Syntax::WebOfScience => vec![
            vec![Title, Abstract, Keywords],
            vec![Title],
            vec![Field::Language],
        ],
        Syntax::Cinahl => vec![
            vec![Title],
            vec![Abstract],
            vec![Keywords],
            vec![Field::All],
        ],
        Syntax::ClinicalTrialsGov => vec![
            vec![Condition],
            vec![Title],
            vec![Field::Other("Phase".to_owned())],
        ],
        Syntax::Ictrp => vec![vec![]],
    };
    select(sets)
        .prop_map(|mut fields| {
            fields.sort();
            fields
        })
        .boxed()
}

fn heading(syntax: Syntax) -> BoxedStrategy<Expression> {
    let most = if syntax == Syntax::PubMed { 1 } else { 3 };
    let name = select(vec![
        "Asthma",
        "Fractures, Bone",
        "Esophageal and Gastric Varices",
        "Receptor, ErbB-2",
        "Tomography, X-Ray Computed",
    ]);
    let codes = vec(select(vec!["di", "dt", "pa", "th"]), 0..=most);
    (name, any::<bool>(), any::<bool>(), codes)
        .prop_map(|(name, explode, major, codes)| {
            Expression::Heading(Heading {
                name: name.to_owned(),
                explode,
                major,
                subheadings: codes.into_iter().map(str::to_owned).collect(),
                at: Place::default(),
            })
        })
        .boxed()
}

fn years(syntax: Syntax) -> BoxedStrategy<Expression> {
    let year = 1950_u16..2026;
    let limit = match syntax {
        Syntax::PubMed | Syntax::ClinicalTrialsGov => (option::of(year.clone()), option::of(year))
            .prop_map(|(from, to)| Limit::Years { from, to })
            .boxed(),
        Syntax::Scopus => prop_oneof![
            year.clone().prop_map(|y| Limit::Years {
                from: Some(y),
                to: None
            }),
            year.clone().prop_map(|y| Limit::Years {
                from: None,
                to: Some(y)
            }),
            year.prop_map(|y| Limit::Years {
                from: Some(y),
                to: Some(y)
            }),
            Just(Limit::Language("English".to_owned())),
        ]
        .boxed(),
        _ => (year.clone(), year)
            .prop_map(|(a, b)| Limit::Years {
                from: Some(a),
                to: Some(b),
            })
            .boxed(),
    };
    limit.prop_map(Expression::Only).boxed()
}

fn leaf(syntax: Syntax) -> BoxedStrategy<Expression> {
    let mut kinds = vec![
        term(syntax).boxed(),
        (term(syntax), fields(syntax))
            .prop_map(|(term, fields)| term.within(&fields))
            .boxed(),
    ];
    if syntax.thesaurus().is_some() {
        kinds.push(heading(syntax));
    }
    if syntax.has_lines() {
        kinds.push((1_u32..60).prop_map(Expression::line).boxed());
    }
    if syntax.is_ovid() || syntax == Syntax::Cochrane {
        let ranges = vec((1_u32..40, 0_u32..9), 1..4);
        kinds.push(
            (any::<bool>(), ranges)
                .prop_map(|(all, ranges)| {
                    let ranges = ranges
                        .into_iter()
                        .map(|(first, more)| (first, first + more))
                        .collect();
                    Expression::Lines(Lines {
                        all,
                        ranges,
                        at: Place::default(),
                    })
                })
                .boxed(),
        );
    }
    if matches!(
        syntax,
        Syntax::PubMed
            | Syntax::Scopus
            | Syntax::WebOfScience
            | Syntax::Cinahl
            | Syntax::ClinicalTrialsGov
    ) {
        kinds.push(years(syntax));
    }
    if syntax == Syntax::PubMed {
        let near =
            (vec(letters(), 2..4), 0_u32..20, any::<bool>()).prop_map(|(words, between, title)| {
                let operands = words
                    .into_iter()
                    .map(|w| Expression::Term(Term::of(vec![Word::plain(w)], false)))
                    .collect();
                let near = Expression::Near(Near {
                    operands,
                    between,
                    ordered: false,
                });
                near.within(if title {
                    &[Field::Title]
                } else {
                    &[Field::Title, Field::Abstract]
                })
            });
        kinds.push(near.boxed());
    }
    proptest::strategy::Union::new(kinds).boxed()
}

fn near(syntax: Syntax) -> Option<BoxedStrategy<Expression>> {
    let distances: Vec<(u32, bool)> = match syntax {
        Syntax::OvidMedline | Syntax::OvidEmbase => {
            vec![(0, true), (0, false), (2, false), (9, false)]
        }
        Syntax::Cochrane | Syntax::Scopus | Syntax::Cinahl => {
            vec![(0, true), (3, true), (0, false), (4, false)]
        }
        Syntax::WebOfScience => vec![(0, false), (5, false)],
        _ => return None,
    };
    let operand = prop_oneof![
        3 => term(syntax),
        1 => vec(term(syntax), 2..4).prop_map(Expression::Or),
    ];
    Some(
        (vec(operand, 2..4), select(distances))
            .prop_map(|(operands, (between, ordered))| {
                Expression::Near(Near {
                    operands,
                    between,
                    ordered,
                })
            })
            .boxed(),
    )
}

fn expression(syntax: Syntax) -> BoxedStrategy<Expression> {
    let mut leaves = vec![leaf(syntax)];
    if let Some(near) = near(syntax) {
        leaves.push(near.clone());
        leaves.push(
            (near, fields(syntax))
                .prop_map(|(near, fields)| near.within(&fields))
                .boxed(),
        );
    }
    if !matches!(syntax, Syntax::PubMed | Syntax::Ictrp) {
        let group = vec(term(syntax), 2..4).prop_map(Expression::Or);
        leaves.push(
            (group, fields(syntax))
                .prop_map(|(group, fields)| group.within(&fields))
                .boxed(),
        );
    }
    proptest::strategy::Union::new(leaves)
        .prop_recursive(3, 24, 4, |inner| {
            prop_oneof![
                vec(inner.clone(), 2..5).prop_map(Expression::And),
                vec(inner.clone(), 2..5).prop_map(Expression::Or),
                (inner.clone(), inner).prop_map(|(of, without)| Expression::Not {
                    of: Box::new(of),
                    without: Box::new(without),
                }),
            ]
        })
        .boxed()
}

fn limited(syntax: Syntax) -> BoxedStrategy<Expression> {
    let years = (1950_u16..2000, option::of(2000_u16..2026)).prop_map(|(from, to)| Limit::Years {
        from: Some(from),
        to,
    });
    match syntax {
        Syntax::OvidMedline | Syntax::OvidEmbase => {
            let limit = prop_oneof![
                years,
                Just(Limit::Humans),
                Just(Limit::Language("english".to_owned())),
                Just(Limit::PublicationType("clinical trial".to_owned())),
                Just(Limit::Named("\"all adult (19 plus years)\"".to_owned())),
            ];
            (1_u32..60, vec(limit, 1..4))
                .prop_map(|(line, to)| Expression::Limited {
                    of: Box::new(Expression::line(line)),
                    to,
                })
                .boxed()
        }
        Syntax::Cinahl => {
            let limit = prop_oneof![
                years,
                Just(Limit::Humans),
                Just(Limit::Language("English".to_owned()))
            ];
            (expression(syntax), vec(limit, 1..3))
                .prop_map(|(of, to)| Expression::Limited {
                    of: Box::new(of),
                    to,
                })
                .boxed()
        }
        Syntax::Cochrane => (expression(syntax), years)
            .prop_map(|(of, years)| Expression::Limited {
                of: Box::new(of),
                to: vec![years],
            })
            .boxed(),
        _ => expression(syntax),
    }
}

fn search(syntax: Syntax) -> impl Strategy<Value = Search> {
    let line = prop_oneof![5 => expression(syntax), 1 => limited(syntax)];
    let remark = option::weighted(0.2, "[A-Za-z]{3,9} [a-z]{2,5}");
    vec((line, remark, 1_u32..3), 1..5).prop_map(move |lines| {
        let single = lines.len() == 1;
        let mut number = 0;
        let lines = lines
            .into_iter()
            .map(|(expression, comment, step)| {
                number += if single { 1 } else { step };
                Line {
                    number,
                    comment,
                    expression: Some(expression),
                    reported_hits: None,
                    at: Place::default(),
                }
            })
            .collect();
        Search { syntax, lines }
    })
}

fn any_search() -> impl Strategy<Value = Search> {
    select(Syntax::ALL.to_vec()).prop_flat_map(search)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_again(strategy in any_search()) {
        let text = write(&strategy);
        let parsed = parse(&text, strategy.syntax);
        prop_assert_eq!(&parsed.strategy, &strategy, "{}\n{:?}", text, parsed.problems);
        prop_assert!(parsed.problems.is_empty(), "{}\n{:?}", text, parsed.problems);
    }

    #[test]
    fn a_translation_is_read_again_without_a_problem(strategy in any_search(), to in select(Syntax::ALL.to_vec())) {
        let translation = translate(&strategy, to);
        let parsed = parse(&translation.text, to);
        prop_assert!(
            parsed.problems.is_empty(),
            "{}\n→ {}\n{:?}", write(&strategy), translation.text, parsed.problems
        );
    }

    #[test]
    fn no_text_brings_the_reader_down(text in "[ -~\n“”]{0,200}", syntax in select(Syntax::ALL.to_vec())) {
        let parsed = parse(&text, syntax);
        prop_assert_eq!(parsed.texts.len(), parsed.strategy.lines.len());
        let again = write(&parsed.strategy);
        parse(&again, syntax);
        for to in Syntax::ALL {
            translate(&parsed.strategy, to);
        }
    }
}
