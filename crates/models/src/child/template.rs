//! How a conversation is laid out for a model: its file's own chat template, rendered with minijinja.
//!
//! The template is a program of an untrusted file: it runs in the child process, with limited steps, and sees only
//! placeholders. The texts themselves are put in their places afterwards, as tokens, so that the template can neither
//! change them nor take their content for markers.

use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, Error, ErrorKind, context};

use super::llama::Model;

/// Steps a template may take; real ones take some thousands.
const MOST_STEPS: u64 = 500_000;
/// Private-use characters, which no template has a reason to touch.
const SYSTEM: &str = "\u{e000}system\u{e001}";
const USER: &str = "\u{e000}user\u{e001}";

/// A part of the layout.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Text of the template, with its markers.
    Layout(String),
    /// Here stands what the model is told first of all.
    System,
    /// Here stands the question.
    User,
}

/// The layout of a conversation of one question, up to where the answer begins.
#[derive(Debug)]
pub(crate) struct Layout(Vec<Piece>);

impl Layout {
    /// The layout the model's file asks for; a plain one where it asks for none, or for one that cannot be rendered.
    pub(crate) fn of(model: &Model) -> Self {
        let marker = |token: Option<_>| {
            token.map(|t| String::from_utf8_lossy(&model.text_of(t)).into_owned())
        };
        let begin = marker(model.begin()).unwrap_or_default();
        let end = marker(model.end()).unwrap_or_default();
        model
            .chat_template()
            .and_then(|template| Self::rendered(&template, &begin, &end))
            .unwrap_or_else(Self::plain)
    }

    /// The parts in order.
    pub(crate) fn pieces(&self) -> &[Piece] {
        &self.0
    }

    fn plain() -> Self {
        Self(vec![
            Piece::System,
            Piece::Layout("\n\n".into()),
            Piece::User,
            Piece::Layout("\n\nAnswer:\n".into()),
        ])
    }

    fn rendered(template: &str, begin: &str, end: &str) -> Option<Self> {
        let both = [("system", SYSTEM.to_owned()), ("user", USER.to_owned())];
        // Some templates know no system message; then it stands before the question.
        let joined = [("user", format!("{SYSTEM}\n\n{USER}"))];
        [&both[..], &joined[..]].into_iter().find_map(|messages| {
            match render(template, messages, begin, end) {
                Ok(text) => Self::cut(&text),
                Err(error) => {
                    confine::say("warning", format_args!("the chat template: {error}"));
                    None
                }
            }
        })
    }

    /// Cuts a rendered conversation at its placeholders, which must stand there once each and in order.
    fn cut(text: &str) -> Option<Self> {
        if text.matches(SYSTEM).count() != 1 || text.matches(USER).count() != 1 {
            return None;
        }
        let (before, rest) = text.split_once(SYSTEM)?;
        let (between, after) = rest.split_once(USER)?;
        let layout = |text: &str| Piece::Layout(text.to_owned());
        Some(Self(vec![
            layout(before),
            Piece::System,
            layout(between),
            Piece::User,
            layout(after),
        ]))
    }
}

fn render(
    template: &str,
    messages: &[(&str, String)],
    begin: &str,
    end: &str,
) -> Result<String, Error> {
    let mut environment = Environment::new();
    environment.set_fuel(Some(MOST_STEPS));
    // As the templates' authors had it.
    environment.set_syntax(
        SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .build()?,
    );
    environment.set_unknown_method_callback(minijinja_contrib::pycompat::unknown_method_callback);
    environment.add_function("raise_exception", |why: String| -> Result<String, Error> {
        Err(Error::new(ErrorKind::InvalidOperation, why))
    });
    let messages: Vec<_> = messages
        .iter()
        .map(|(role, content)| context! { role => *role, content })
        .collect();
    environment.template_from_str(template)?.render(context! {
        messages,
        add_generation_prompt => true,
        bos_token => begin,
        eos_token => end,
        // Models that think aloud are asked for the answer alone.
        enable_thinking => false,
    })
}

#[cfg(test)]
mod tests {
    use super::{Layout, Piece};

    #[test]
    fn a_template_of_the_usual_kind() {
        let template = "{%- for message in messages %}\n{{- '<|im_start|>' + message['role'] + '\\n' + message.content.strip() + '<|im_end|>\\n' }}\n{%- endfor %}\n{%- if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";
        let layout = Layout::rendered(template, "<s>", "</s>").unwrap();
        assert_eq!(
            layout.pieces(),
            [
                Piece::Layout("<|im_start|>system\n".into()),
                Piece::System,
                Piece::Layout("<|im_end|>\n<|im_start|>user\n".into()),
                Piece::User,
                Piece::Layout("<|im_end|>\n<|im_start|>assistant\n".into()),
            ]
        );
    }

    #[test]
    fn a_template_without_system_messages() {
        let template = "{{ bos_token }}{% for m in messages %}{% if m.role == 'system' %}{{ raise_exception('System role not supported') }}{% endif %}<turn>{{ m.content }}{% endfor %}<model>";
        let layout = Layout::rendered(template, "<bos>", "").unwrap();
        assert_eq!(
            layout.pieces(),
            [
                Piece::Layout("<bos><turn>".into()),
                Piece::System,
                Piece::Layout("\n\n".into()),
                Piece::User,
                Piece::Layout("<model>".into()),
            ]
        );
    }

    #[test]
    fn templates_that_do_not_end_or_drop_the_question_are_not_used() {
        let endless =
            "{% for a in range(100000) %}{% for b in range(100000) %}x{% endfor %}{% endfor %}";
        assert!(Layout::rendered(endless, "", "").is_none());
        assert!(Layout::rendered("{{ messages[0].role }} only", "", "").is_none());
        assert!(Layout::rendered("{% for", "", "").is_none());
        let twice = "{% for m in messages %}{{ m.content }}{{ m.content }}{% endfor %}";
        assert!(Layout::rendered(twice, "", "").is_none());
    }
}
