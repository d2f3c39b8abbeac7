//! Search strategies through the command line.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

mod support;

use support::{attest, error, json, word};

/// The lines of a review of capsule endoscopy, shortened, with the errors that such lines have.
const OVID: &str = "\
1. exp Capsule Endoscopy/
2. (capsule adj2 endoscop*).ti,ab.
3. or/1-2
4. (oesoph* adj3 varic*).tw.
5. 3 and 4
6. limit 5 to yr=\"2000 -Current\"
";

#[test]
fn a_strategy_is_read_explained_and_translated() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("ovid.txt");
    std::fs::write(&file, OVID).expect("a file");
    let file = word(&file);
    let read = json(["strategy", "parse", &file]);
    assert_eq!(read["detected"]["syntax"], "ovid-medline");
    assert_eq!(
        read["parsed"]["strategy"]["lines"].as_array().map(Vec::len),
        Some(6)
    );
    let explained = json(["strategy", "explain", &file]);
    assert_eq!(
        explained[5]["words"],
        "Records of line 5, and of these only those from 2000 on."
    );
    let out = folder.path().join("pubmed.txt");
    let translation = json([
        "strategy",
        "translate",
        &file,
        "--to",
        "pubmed",
        "--out",
        &word(&out),
    ]);
    let text = std::fs::read_to_string(&out).expect("a file");
    assert_eq!(translation["text"].as_str(), Some(text.as_str()));
    assert!(text.contains("\"Capsule Endoscopy\"[mh]"), "{text}");
    assert!(text.contains("2000:3000[dp]"), "{text}");
    // Truncated words cannot be near each other in PubMed, and that is said.
    let losses = translation["losses"].to_string();
    assert!(losses.contains("proximity"), "{losses}");
    let wrong = error(["strategy", "translate", &file, "--to", "altavista"]);
    assert!(wrong.hint.contains("web-of-science"), "{wrong:?}");
}

/// A file that is no text is refused and not shown; one that a Windows editor wrote is read.
#[test]
fn a_file_of_another_kind_is_refused_and_utf_16_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let (other, wide) = (folder.path().join("a.pdf"), folder.path().join("wide.txt"));
    std::fs::write(&other, b"%PDF-1.7\0\x01\x02").expect("a file");
    assert_eq!(
        error(["strategy", "explain", &word(&other)]).code,
        "bad_input"
    );
    let text = "\u{feff}asthma[tiab]\n".encode_utf16();
    std::fs::write(&wide, text.flat_map(u16::to_le_bytes).collect::<Vec<u8>>()).expect("a file");
    let told = json(["strategy", "explain", &word(&wide), "--syntax", "pubmed"]);
    assert!(
        told.to_string().contains("“asthma” in title or abstract"),
        "{told}"
    );
}

#[test]
fn mistakes_are_told_with_their_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("pubmed.txt");
    let text = "asthma[tiabs]\nwheez*[tiab]\n#1 OR 2 OR #9\n";
    std::fs::write(&file, text).expect("a file");
    let found = json(["strategy", "lint", &word(&file), "--syntax", "pubmed"]);
    let kinds: Vec<(&str, u64)> = found
        .as_array()
        .expect("problems")
        .iter()
        .filter_map(|p| Some((p["kind"].as_str()?, p["at"]["line"].as_u64()?)))
        .collect();
    for wanted in [
        ("unknown_field", 1),
        ("number_without_sign", 3),
        ("missing_line", 3),
        ("unused_line", 2),
    ] {
        assert!(kinds.contains(&wanted), "{wanted:?} of {kinds:?}");
    }
    assert!(found.to_string().contains("Did you mean “tiab”?"));
}

#[test]
fn a_strategy_is_run_on_a_table_with_labels() {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, table) = (
        folder.path().join("ovid.txt"),
        folder.path().join("corpus.csv"),
    );
    std::fs::write(&file, OVID).expect("a file");
    let records = "title,abstract,keywords,year,included\n\
        Capsule endoscopy for oesophageal varices,Endoscopy of the capsule.,,2005,1\n\
        Capsule endoscopy for esophageal varices,We looked at varices.,,2006,1\n\
        Capsule endoscopy for oesophageal varices,Early work.,,1999,0\n\
        Wireless capsules,Nothing else.,Capsule Endoscopy,2010,0\n";
    std::fs::write(&table, records).expect("a file");
    let (file, table) = (word(&file), word(&table));
    let run = json([
        "strategy",
        "run",
        &file,
        "--corpus",
        &table,
        "--relevant",
        "included",
    ]);
    let hits = |line: usize| run["report"]["lines"][line]["hits"].as_u64();
    assert_eq!(
        [hits(0), hits(1), hits(2), hits(3), hits(4), hits(5)],
        [Some(1), Some(3), Some(4), Some(2), Some(2), Some(1)]
    );
    let recall = &run["report"]["recall"][0];
    assert_eq!(
        (&recall["found"], &recall["relevant"]),
        (&1.into(), &2.into())
    );
    assert_eq!(run["missed"][0], "Capsule endoscopy for esophageal varices");
    let output = attest([
        "strategy",
        "terms",
        "--corpus",
        &table,
        "--check",
        "capsul*",
        "capsle endoscopy",
        "--origin",
        "R. Adams",
    ]);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        text.contains("capsul* (R. Adams): 4 records")
            && text.contains("capsle endoscopy (R. Adams): UNKNOWN; like “capsule”"),
        "{text}"
    );
}

#[test]
fn concepts_become_a_strategy() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("blocks.toml");
    let blocks = "title = \"Capsule endoscopy\"\n\
        [[concept]]\nname = \"Test\"\nterms = [\"capsule endoscop*\"]\n\
        headings = [{ name = \"Capsule Endoscopy\" }]\n\
        [[concept]]\nname = \"Target\"\nterms = [\"varic*\", \"varix\"]\n";
    std::fs::write(&file, blocks).expect("a file");
    let built = json(["strategy", "build", &word(&file), "--syntax", "cochrane"]);
    assert_eq!(
        built["translation"]["text"],
        "// Test\n#1 [mh \"Capsule Endoscopy\"] OR (capsule NEXT endoscop*):ti,ab\n// Target\n\
         #2 (varic* OR varix):ti,ab\n#3 #1 AND #2\n"
    );
}
