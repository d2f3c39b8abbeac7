//! Each syntax as its platform's help writes it, and what becomes of it elsewhere.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

use strategy::{
    ConceptBlocks, LossKind, ProblemKind, SearchRecord, Syntax, build, detect, explain, lint,
    parse, prisma_s, translate, write,
};

fn written(text: &str, syntax: Syntax) -> String {
    let parsed = parse(text, syntax);
    assert!(parsed.problems.is_empty(), "{text}: {:?}", parsed.problems);
    write(&parsed.strategy).trim_end().to_owned()
}

fn kinds(text: &str, syntax: Syntax) -> Vec<ProblemKind> {
    lint(&parse(text, syntax))
        .into_iter()
        .map(|p| p.kind)
        .collect()
}

fn carried(text: &str, from: Syntax, to: Syntax) -> (String, Vec<LossKind>) {
    let translation = translate(&parse(text, from).strategy, to);
    let losses = translation.losses.into_iter().map(|l| l.kind).collect();
    (translation.text.trim_end().to_owned(), losses)
}

#[test]
fn every_platform_is_read_and_recognised() {
    for (syntax, text, normal) in [
        (
            Syntax::PubMed,
            "(\"heart attack\"[Title/Abstract] OR \"Myocardial Infarction\"[MeSH Terms:noexp]) AND 2010:2020[dp]",
            "(\"heart attack\"[tiab] OR \"Myocardial Infarction\"[mh:noexp]) AND 2010:2020[dp]",
        ),
        (
            Syntax::PubMed,
            "\"hip pain\"[Title/Abstract:~2] AND \"Pain/drug therapy\"[Majr]",
            "\"hip pain\"[tiab:~2] AND \"Pain/drug therapy\"[majr]",
        ),
        (
            Syntax::OvidMedline,
            "exp *Asthma/dt, th and (wheez$ adj3 child#).ti,ab,kf.",
            "exp *Asthma/dt, th and (wheez* adj3 child#).ti,ab,kf.",
        ),
        (
            Syntax::Cochrane,
            "MeSH descriptor: [Asthma] explode all trees",
            "[mh \"Asthma\"]",
        ),
        (
            Syntax::Cochrane,
            "(asthma NEAR/3 child*):ti,ab,kw",
            "(asthma NEAR/3 child*):ti,ab,kw",
        ),
        (
            Syntax::Scopus,
            "TITLE-ABS-KEY(asthma W/3 child*) AND PUBYEAR > 2009 AND NOT INDEXTERMS(animals)",
            "(TITLE-ABS-KEY(asthma W/3 child*) AND PUBYEAR > 2009) AND NOT INDEXTERMS(animals)",
        ),
        (
            Syntax::WebOfScience,
            "TS=(asthma NEAR/3 (child* OR infant$)) AND PY=2010-2020",
            "TS=(asthma NEAR/3 (child* OR infant$)) AND PY=(2010-2020)",
        ),
        (
            Syntax::Cinahl,
            "(MH \"Asthma+\") OR TI ( wheez* N3 child* ) OR AB asthma",
            "(MH \"Asthma+\") OR TI (wheez* N3 child*) OR AB asthma",
        ),
        (
            Syntax::ClinicalTrialsGov,
            "AREA[ConditionSearch](asthma OR wheeze) AND AREA[StartDate]RANGE[2010, MAX]",
            "AREA[ConditionSearch](asthma OR wheeze) AND AREA[StartDate]RANGE[2010-01-01, MAX]",
        ),
        (
            Syntax::Ictrp,
            "heart attack OR infarct*",
            "heart attack OR infarct*",
        ),
    ] {
        assert_eq!(written(text, syntax), normal);
        if syntax != Syntax::Ictrp {
            assert_eq!(detect(text).syntax, syntax, "{text}");
        }
    }
}

/// Operators without brackets, as the platforms' help pages say they bind.
#[test]
fn precedence_is_that_of_the_platform() {
    let brackets = |syntax, text: &str| {
        let parsed = parse(text, syntax);
        assert_eq!(parsed.problems[0].kind, ProblemKind::MixedOperators);
        write(&parsed.strategy).trim_end().to_owned()
    };
    assert_eq!(
        brackets(Syntax::PubMed, "a1 OR b1 AND c1"),
        "(a1 OR b1) AND c1"
    );
    assert_eq!(
        brackets(Syntax::WebOfScience, "TS=a1 OR TS=b1 AND TS=c1"),
        "TS=(a1) OR (TS=(b1) AND TS=(c1))"
    );
    // The example of Scopus' own help.
    assert_eq!(
        brackets(Syntax::Scopus, "KEY(mouse AND NOT cat OR dog)"),
        "KEY(mouse AND NOT (cat OR dog))"
    );
}

#[test]
fn problems_have_kind_and_place() {
    use ProblemKind::*;
    assert_eq!(kinds("(asthma[tiab]", Syntax::PubMed), [UnbalancedBracket]);
    assert_eq!(kinds("asthma[tiab])", Syntax::PubMed), [UnbalancedBracket]);
    assert_eq!(
        kinds("asthma[tiab] or wheeze[tiab]", Syntax::PubMed),
        [LowerCaseOperator]
    );
    assert_eq!(kinds("ast*[tiab]", Syntax::PubMed), [ShortStem]);
    assert_eq!(
        kinds("\"heart attack*\":ti", Syntax::Cochrane),
        [TruncationInQuotes]
    );
    assert_eq!(kinds("exp asthma", Syntax::OvidMedline), [MissingSlash]);
    assert_eq!(kinds("asthma.tiab.", Syntax::OvidMedline), [UnknownField]);
    assert_eq!(kinds("tumour.ti.", Syntax::OvidMedline), [SpellingVariant]);
    assert_eq!(kinds("(tumour or tumor*).ti.", Syntax::OvidMedline), []);
    assert_eq!(kinds("tumo?r.ti.", Syntax::OvidMedline), []);
    assert_eq!(
        kinds("asthma.ti. not child.ti.", Syntax::OvidMedline),
        [NotLosesRecords]
    );
    assert_eq!(kinds("exp animals/ not humans/", Syntax::OvidMedline), []);
    let known = "1. asthma.ti.\n2. (animals not (humans and animals)).sh.\n3. 1 not 2";
    assert_eq!(kinds(known, Syntax::OvidMedline), []);
    assert_eq!(
        kinds("1. asthma.ti.\n2. 1 and 2", Syntax::OvidMedline),
        [CircularReference]
    );
    assert_eq!(
        kinds("1. asthma.ti.\n2. 1 and 7", Syntax::OvidMedline),
        [MissingLine]
    );
    assert_eq!(kinds("asthma AND", Syntax::Scopus), [MissingOperand]);
    let parsed = parse("#1 asthma[tiab]\n#2 wheeze[tw]\n#3 #1 OR 2", Syntax::PubMed);
    let number = lint(&parsed)
        .into_iter()
        .find(|p| p.kind == NumberWithoutSign)
        .expect("a problem");
    assert_eq!((number.at.line, number.at.column), (3, 10));
}

#[test]
fn what_cannot_be_carried_is_told() {
    use Syntax::*;
    // adj3 is up to two words between, as N2, W/2 and ~2 are; Cochrane counts as Ovid does.
    let near = "(heart adj3 attack).ti,ab.";
    assert_eq!(
        carried(near, OvidMedline, PubMed),
        ("\"heart attack\"[tiab:~2]".to_owned(), vec![])
    );
    assert_eq!(
        carried(near, OvidMedline, Scopus),
        ("TITLE-ABS(heart W/2 attack)".to_owned(), vec![])
    );
    assert_eq!(
        carried(near, OvidMedline, Cinahl).0,
        "TI (heart N2 attack) OR AB (heart N2 attack)"
    );
    assert_eq!(
        carried(near, OvidMedline, Cochrane).0,
        "(heart NEAR/3 attack):ti,ab"
    );
    let truncated = carried("(heart$ adj3 attack$).ti,ab.", OvidMedline, PubMed);
    assert_eq!(
        truncated,
        (
            "heart*[tiab] AND attack*[tiab]".to_owned(),
            vec![LossKind::Proximity]
        )
    );
    // A phrase without quotes on Ovid needs them where words are searched singly.
    assert_eq!(
        carried("heart attack.ti.", OvidMedline, Scopus).0,
        "TITLE(\"heart attack\")"
    );
    assert_eq!(
        carried("heart attack$.ti.", OvidMedline, Cochrane).0,
        "(heart NEXT attack*):ti"
    );
    let heading = carried("exp Fractures, Bone/di", OvidMedline, WebOfScience);
    assert_eq!(
        heading,
        (
            "TS=(\"Bone Fractures\")".to_owned(),
            vec![LossKind::Heading]
        )
    );
    assert_eq!(
        carried("exp Fractures, Bone/di", OvidMedline, PubMed).0,
        "\"Fractures, Bone/diagnosis\"[mh]"
    );
    assert_eq!(
        carried("exp asthma/", OvidEmbase, PubMed).1,
        [LossKind::Thesaurus]
    );
    assert_eq!(
        carried("catheteri?ation.tw.", OvidMedline, PubMed).0,
        "catheteri*ation[tiab]"
    );
    assert_eq!(
        carried("h?emorrhage.ti.", OvidMedline, PubMed).1,
        [LossKind::Wildcard]
    );
    let limit = carried(
        "1. asthma.ti.\n2. limit 1 to (humans and yr=\"2000 -Current\")",
        OvidMedline,
        PubMed,
    );
    assert_eq!(
        limit.0,
        "#1 asthma[ti]\n#2 (#1 NOT (\"Animals\"[mh] NOT \"Humans\"[mh])) AND 2000:3000[dp]"
    );
    let register = carried(
        "1. asthma.ti.\n2. wheez$.ti.\n3. or/1-2",
        OvidMedline,
        ClinicalTrialsGov,
    );
    assert_eq!(register.0, "asthma OR wheez");
    assert_eq!(register.1, [LossKind::Field, LossKind::Wildcard]);
}

#[test]
fn lines_are_told_in_words() {
    let parsed = parse(
        "exp *Asthma/dt\n(wheez$ adj3 child).ti,ab.\nor/1-2",
        Syntax::OvidMedline,
    );
    let words: Vec<String> = explain(&parsed.strategy)
        .into_iter()
        .map(|line| line.words)
        .collect();
    assert_eq!(
        words,
        [
            "Records indexed with the MeSH heading “Asthma” or any narrower heading under the aspect “drug therapy”, as a main topic.",
            "Records with a word that begins with “wheez” near “child”, with at most 2 words between them in any order in title or abstract.",
            "Records in any of the lines 1 to 2.",
        ]
    );
}

#[test]
fn blocks_become_a_strategy() {
    let blocks: ConceptBlocks = toml::from_str(
        "title = \"Asthma\"\nfrom_year = 2010\n[[concept]]\nname = \"Population\"\nterms = [\"asthma*\", \"heart attack\"]\n\
         headings = [{ name = \"Asthma\" }, { name = \"asthma\", thesaurus = \"emtree\" }]\n\
         [[concept]]\nname = \"Intervention\"\nterms = [\"(inhal* adj2 steroid*)\"]\n",
    )
    .expect("blocks");
    assert_eq!(
        build(&blocks, Syntax::PubMed).translation.text,
        "// Population\n#1 \"Asthma\"[mh] OR asthma*[tiab] OR heart attack[tiab]\n".replace(
            "OR asthma*[tiab] OR heart attack[tiab]",
            "OR (asthma*[tiab] OR heart attack[tiab])"
        ) + "// Intervention\n#2 inhal*[tiab] AND steroid*[tiab]\n#3 #1 AND #2\n#4 #3 AND 2010:3000[dp]\n"
    );
    let embase = build(&blocks, Syntax::OvidEmbase).translation.text;
    assert!(
        embase.contains("1. exp asthma/ or (asthma* or heart attack).ti,ab.\n"),
        "{embase}"
    );
    assert!(
        embase.ends_with("4. limit 3 to yr=\"2010 -Current\"\n"),
        "{embase}"
    );
}

#[test]
fn prisma_s_is_filled_and_gaps_are_told() {
    let parsed = parse(
        "1. asthma.ti.\n2. limit 1 to english language",
        Syntax::OvidMedline,
    );
    let record = SearchRecord {
        searched_on: "2024-03-09".to_owned(),
        records: Some(12),
        ..SearchRecord::default()
    };
    let items = prisma_s(&record, &parsed.strategy);
    let item = |number| {
        items
            .iter()
            .find(|item| item.number == number)
            .expect("an item")
    };
    assert_eq!(
        item(9).reported,
        ["Line 2: limited to the language english."]
    );
    assert_eq!(item(9).missing, ["The reasons for the limits"]);
    assert_eq!(item(13).reported, ["2024-03-09"]);
    assert_eq!(item(15).reported, ["12 records."]);
    assert_eq!(item(14).missing.len(), 1);
}
