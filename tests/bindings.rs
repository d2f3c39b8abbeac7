//! `ui/src/bindings.ts` says of every type what the program says. `UPDATE=1` writes it anew.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

use std::any::TypeId;
use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use ts_rs::{Config, TS, TypeVisitor};
use workbench::{
    Answers, BiasSentences, CensusDone, CorpusAnswer, CorpusSummary, DedupeSummary, DocumentMatch,
    Event, Exported, ImportedFile, MeshFile, ModelEntry, ModelTerms, RegistryFileAdded, Request,
    ServerEntry, SuggestSummary, TakenAnswers, ValuesSummary,
};

const HEADER: &str = "// The types of the program, written by `UPDATE=1 cargo test -p cli --test bindings`. Not to be edited.\n";

/// Gathers the declaration of every type that is reached from those it is shown.
struct Gathered<'c> {
    config: &'c Config,
    seen: HashSet<TypeId>,
    declarations: BTreeMap<String, String>,
}

impl TypeVisitor for Gathered<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        // What has no file of its own is part of TypeScript, or a container of what is visited anyway.
        if T::output_path().is_some() {
            let docs = T::docs().unwrap_or_default();
            let declaration = format!("{docs}export {}\n", T::decl(self.config));
            let name = T::ident(self.config);
            let before = self.declarations.insert(name.clone(), declaration.clone());
            assert!(
                before.is_none_or(|before| before == declaration),
                "two types are called {name}"
            );
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

#[test]
fn the_bindings_are_those_of_the_program() {
    let config = Config::new().with_large_int("number");
    let mut gathered = Gathered {
        config: &config,
        seen: HashSet::new(),
        declarations: BTreeMap::new(),
    };
    gathered.visit::<Request>();
    gathered.visit::<Answers>();
    gathered.visit::<Event>();
    // What the jobs answer.
    gathered.visit::<Vec<ImportedFile>>();
    gathered.visit::<DedupeSummary>();
    gathered.visit::<Vec<DocumentMatch>>();
    gathered.visit::<Exported>();
    gathered.visit::<ModelEntry>();
    gathered.visit::<ServerEntry>();
    gathered.visit::<CorpusAnswer>();
    gathered.visit::<CorpusSummary>();
    gathered.visit::<MeshFile>();
    gathered.visit::<ModelTerms>();
    gathered.visit::<CensusDone>();
    gathered.visit::<BiasSentences>();
    gathered.visit::<SuggestSummary>();
    gathered.visit::<ValuesSummary>();
    gathered.visit::<TakenAnswers>();
    gathered.visit::<Vec<RegistryFileAdded>>();
    let parts: Vec<&str> = gathered.declarations.values().map(String::as_str).collect();
    let expected = format!("{HEADER}\n{}", parts.join("\n"));
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/bindings.ts");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, &expected).expect("the bindings are written");
    }
    let found = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        found == expected,
        "ui/src/bindings.ts is stale; run: UPDATE=1 cargo test -p cli --test bindings"
    );
}
