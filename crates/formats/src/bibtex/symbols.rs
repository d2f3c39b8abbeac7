//! The names of LaTeX for accents and characters.

/// The combining character of an accent command.
pub(super) fn accent(name: &str) -> Option<char> {
    Some(match name {
        "`" => '\u{300}',
        "'" | "´" => '\u{301}',
        "^" | "hat" => '\u{302}',
        "~" | "tilde" => '\u{303}',
        "=" | "bar" => '\u{304}',
        "u" | "breve" => '\u{306}',
        "." | "dot" => '\u{307}',
        "\"" | "ddot" => '\u{308}',
        "r" => '\u{30a}',
        "H" => '\u{30b}',
        "v" | "check" => '\u{30c}',
        "d" => '\u{323}',
        "c" => '\u{327}',
        "k" => '\u{328}',
        "b" => '\u{331}',
        "t" => '\u{361}',
        _ => return None,
    })
}

/// The text of a command without argument.
pub(super) fn symbol(name: &str) -> Option<&'static str> {
    SYMBOLS
        .binary_search_by(|(known, _)| known.cmp(&name))
        .ok()
        .map(|index| SYMBOLS[index].1)
}

/// In the order of `str`, for binary search; the test below keeps it so.
#[rustfmt::skip]
const SYMBOLS: &[(&str, &str)] = &[
    ("AA", "Å"), ("AE", "Æ"), ("BibTeX", "BibTeX"), ("DH", "Ð"), ("DJ", "Đ"), ("Delta", "Δ"), ("EUR", "€"),
    ("Gamma", "Γ"), ("IJ", "Ĳ"), ("Im", "ℑ"), ("L", "Ł"), ("LaTeX", "LaTeX"), ("Lambda", "Λ"), ("Leftarrow", "⇐"),
    ("NG", "Ŋ"), ("O", "Ø"), ("OE", "Œ"), ("Omega", "Ω"), ("P", "¶"), ("Phi", "Φ"), ("Pi", "Π"), ("Psi", "Ψ"),
    ("Re", "ℜ"), ("Rightarrow", "⇒"), ("S", "§"), ("SS", "ẞ"), ("Sigma", "Σ"), ("TH", "Þ"), ("TeX", "TeX"),
    ("Theta", "Θ"), ("Upsilon", "Υ"), ("Xi", "Ξ"), ("aa", "å"), ("ae", "æ"), ("alpha", "α"), ("angle", "∠"),
    ("approx", "≈"), ("ast", "∗"), ("backslash", "\\"), ("beta", "β"), ("bullet", "•"), ("cap", "∩"), ("cdot", "·"),
    ("cdots", "⋯"), ("celsius", "°C"), ("checkmark", "✓"), ("chi", "χ"), ("circ", "°"), ("colon", ":"), ("cong", "≅"),
    ("copyright", "©"), ("cos", "cos"), ("cup", "∪"), ("dag", "†"), ("dagger", "†"), ("ddag", "‡"), ("ddagger", "‡"),
    ("degree", "°"), ("delta", "δ"), ("dh", "ð"), ("div", "÷"), ("dj", "đ"), ("dots", "…"), ("downarrow", "↓"),
    ("ell", "ℓ"), ("emptyset", "∅"), ("epsilon", "ε"), ("equiv", "≡"), ("eta", "η"), ("euro", "€"), ("exists", "∃"),
    ("exp", "exp"), ("forall", "∀"), ("gamma", "γ"), ("ge", "≥"), ("geq", "≥"), ("geqslant", "≥"), ("gg", "≫"),
    ("gt", ">"), ("gtrsim", "≳"), ("guillemotleft", "«"), ("guillemotright", "»"), ("guilsinglleft", "‹"),
    ("guilsinglright", "›"), ("hbar", "ℏ"), ("i", "ı"), ("ij", "ĳ"), ("imath", "ı"), ("in", "∈"), ("infty", "∞"),
    ("int", "∫"), ("iota", "ι"), ("j", "ȷ"), ("jmath", "ȷ"), ("kappa", "κ"), ("l", "ł"), ("lambda", "λ"),
    ("langle", "⟨"), ("lbrace", "{"), ("ldots", "…"), ("le", "≤"), ("leftarrow", "←"), ("leftrightarrow", "↔"),
    ("leq", "≤"), ("leqslant", "≤"), ("lesssim", "≲"), ("lim", "lim"), ("ll", "≪"), ("ln", "ln"), ("log", "log"),
    ("lq", "‘"), ("lt", "<"), ("max", "max"), ("micro", "µ"), ("mid", "∣"), ("min", "min"), ("mp", "∓"), ("mu", "μ"),
    ("nabla", "∇"), ("ne", "≠"), ("neg", "¬"), ("neq", "≠"), ("newblock", " "), ("ng", "ŋ"), ("nobreakspace", " "),
    ("notin", "∉"), ("nu", "ν"), ("o", "ø"), ("oe", "œ"), ("omega", "ω"), ("oplus", "⊕"), ("oslash", "⊘"),
    ("otimes", "⊗"), ("parallel", "∥"), ("partial", "∂"), ("percent", "%"), ("perp", "⊥"), ("phi", "φ"), ("pi", "π"),
    ("pm", "±"), ("pounds", "£"), ("prime", "′"), ("prod", "∏"), ("propto", "∝"), ("psi", "ψ"), ("qquad", " "),
    ("quad", " "), ("quotedblbase", "„"), ("quotesinglbase", "‚"), ("rangle", "⟩"), ("rbrace", "}"), ("rho", "ρ"),
    ("rightarrow", "→"), ("rq", "’"), ("sigma", "σ"), ("sim", "∼"), ("simeq", "≃"), ("sin", "sin"), ("slash", "/"),
    ("space", " "), ("sqrt", "√"), ("ss", "ß"), ("star", "⋆"), ("subset", "⊂"), ("subseteq", "⊆"), ("sum", "∑"),
    ("tau", "τ"), ("textalpha", "α"), ("textasciiacute", "´"), ("textasciicircum", "^"), ("textasciidieresis", "¨"),
    ("textasciigrave", "`"), ("textasciitilde", "~"), ("textasteriskcentered", "∗"), ("textbackslash", "\\"),
    ("textbar", "|"), ("textbeta", "β"), ("textbraceleft", "{"), ("textbraceright", "}"), ("textbullet", "•"),
    ("textcent", "¢"), ("textcopyright", "©"), ("textcurrency", "¤"), ("textdagger", "†"), ("textdaggerdbl", "‡"),
    ("textdegree", "°"), ("textdelta", "δ"), ("textdiv", "÷"), ("textdollar", "$"), ("textdownarrow", "↓"),
    ("textellipsis", "…"), ("textemdash", "—"), ("textendash", "–"), ("texteuro", "€"), ("textexclamdown", "¡"),
    ("textgamma", "γ"), ("textgreater", ">"), ("textinterrobang", "‽"), ("textkappa", "κ"), ("textlambda", "λ"),
    ("textlangle", "⟨"), ("textleftarrow", "←"), ("textless", "<"), ("textlnot", "¬"), ("textmacron", "¯"),
    ("textminus", "−"), ("textmu", "µ"), ("textnumero", "№"), ("textohm", "Ω"), ("textomega", "ω"),
    ("textonehalf", "½"), ("textonequarter", "¼"), ("textonesuperior", "¹"), ("textordfeminine", "ª"),
    ("textordmasculine", "º"), ("textparagraph", "¶"), ("textperiodcentered", "·"), ("textpertenthousand", "‱"),
    ("textperthousand", "‰"), ("textpm", "±"), ("textquestiondown", "¿"), ("textquotedbl", "\""),
    ("textquotedblleft", "“"), ("textquotedblright", "”"), ("textquoteleft", "‘"), ("textquoteright", "’"),
    ("textquotesingle", "'"), ("textrangle", "⟩"), ("textregistered", "®"), ("textrightarrow", "→"),
    ("textsection", "§"), ("textsterling", "£"), ("textsurd", "√"), ("textthreequarters", "¾"),
    ("textthreesuperior", "³"), ("texttimes", "×"), ("texttrademark", "™"), ("texttwosuperior", "²"),
    ("textunderscore", "_"), ("textuparrow", "↑"), ("textvisiblespace", "␣"), ("textyen", "¥"), ("th", "þ"),
    ("theta", "θ"), ("thinspace", " "), ("times", "×"), ("to", "→"), ("upalpha", "α"), ("uparrow", "↑"),
    ("upbeta", "β"), ("updelta", "δ"), ("upgamma", "γ"), ("upkappa", "κ"), ("upmu", "μ"), ("upsilon", "υ"),
    ("varepsilon", "ε"), ("varphi", "φ"), ("varsigma", "ς"), ("vartheta", "ϑ"), ("vee", "∨"), ("vert", "|"),
    ("wedge", "∧"), ("xi", "ξ"), ("zeta", "ζ"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(SYMBOLS.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert_eq!(symbol("ss"), Some("ß"));
        assert_eq!(symbol("nothing"), None);
    }
}
