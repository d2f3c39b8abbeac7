//! [`ModelServer`]: a model on a server that the team runs itself, behind the OpenAI-compatible interface.
//!
//! *What it is:* the other way a decoder can be asked: the same conversation, the same grammar, the same gates on the
//! answer as for a model on this computer. `llama-server` of llama.cpp and vLLM keep to the grammar; a server that does
//! not gives answers out of form, which are unread.
//!
//! *What it is not:* ever a default. Texts of the review leave this computer for it, so a person names it, and whatever
//! it says carries its address ([`ServerChoice::id`]).

mod grammar;
mod logits;

use std::net::{IpAddr, Ipv6Addr};
use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use url::{Host, Url};

use crate::task::{Answer, Ask};
use crate::{ModelError, StopFlag};

/// Before the address in what stands for a model's hash: a server shows no file that could be hashed.
const SERVER: &str = "server:";
/// Tries before a server counts as away; between them 1, 2, 4 and 8 seconds.
const TRIES: u32 = 5;
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
const CONNECT: Duration = Duration::from_secs(10);
/// The longest wait for one answer: a large model on a busy server.
const ANSWER: Duration = Duration::from_secs(300);
/// No answer to our questions is longer.
const LARGEST_ANSWER: u64 = 4 << 20;
/// Alternatives of a token whose probabilities are asked for; four labels share them. The interface allows no more.
const ALTERNATIVES: u32 = 20;

/// Which server, and which of its models.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServerChoice {
    /// Where it is, such as `https://models.hospital.example` or `http://192.168.1.20:8080`, without `/v1`.
    pub address: String,
    /// The model's name there.
    pub model: String,
    /// Questions that may be under way at once, 1 to 64.
    pub at_once: u32,
    /// What the server wants to be shown, where it wants anything.
    pub key: Option<String>,
}

impl ServerChoice {
    /// What stands for the model's hash wherever it is recorded: `server:`, the address, and the model.
    pub fn id(&self) -> String {
        format!("{SERVER}{} {}", self.address, self.model)
    }

    /// The model as it is called wherever its advice appears: with the server, as texts leave this computer for it.
    pub fn shown(&self) -> String {
        format!("{} on the server {}", self.model, self.address)
    }

    /// The address and model in such an identity; `None` for a model on this computer.
    pub fn of_id(id: &str) -> Option<(&str, &str)> {
        id.strip_prefix(SERVER)?.split_once(' ')
    }
}

/// A team's model server, ready to be asked. Cheap to clone.
#[derive(Clone, Debug)]
pub struct ModelServer {
    choice: Arc<ServerChoice>,
    agent: ureq::Agent,
}

/// What came of one request.
enum Failed {
    /// Worth another try, after this long where the server said so.
    Again(String, Option<Duration>),
    Final(ModelError),
}

impl ModelServer {
    /// The server of this choice; nothing is sent yet.
    ///
    /// # Errors
    /// [`ModelError::Server`] where the address is none, would send texts unencrypted beyond the own network, or no
    /// model is named.
    pub fn new(choice: ServerChoice) -> Result<Self, ModelError> {
        let wrong = |reason: &str| ModelError::Server {
            // What stands before an @ may be a password.
            address: match choice.address.rsplit_once('@') {
                Some((_, host)) => host.to_owned(),
                None => choice.address.clone(),
            },
            reason: reason.into(),
        };
        let mut url = Url::parse(choice.address.trim()).map_err(|e| wrong(&e.to_string()))?;
        if url.cannot_be_a_base() || url.host().is_none() {
            return Err(wrong("that is no address of a server"));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(wrong("a password does not belong into the address"));
        }
        match url.scheme() {
            "https" => {}
            "http" if url.host().is_some_and(|host| is_near(&host)) => {}
            "http" => {
                return Err(wrong(
                    "without https, only this computer and addresses of the own network are used",
                ));
            }
            _ => return Err(wrong("the address must begin with https:// or http://")),
        }
        url.set_query(None);
        url.set_fragment(None);
        let model = choice.model.trim().to_owned();
        if model.is_empty() {
            return Err(wrong("no model is named"));
        }
        let path = url.path().trim_end_matches('/');
        let path = path.strip_suffix("/v1").unwrap_or(path).to_owned();
        url.set_path(&path);
        let config = ureq::Agent::config_builder()
            .https_only(url.scheme() == "https")
            .http_status_as_error(false)
            // What is meant for one server is never passed on to another.
            .max_redirects(0)
            .user_agent("Attest")
            .timeout_connect(Some(CONNECT))
            .timeout_global(Some(ANSWER))
            .build();
        Ok(Self {
            choice: Arc::new(ServerChoice {
                address: url.as_str().trim_end_matches('/').to_owned(),
                model,
                at_once: choice.at_once.clamp(1, 64),
                key: choice.key.filter(|key| !key.trim().is_empty()),
            }),
            agent: config.into(),
        })
    }

    /// The choice, its address in its plain form.
    pub fn choice(&self) -> &ServerChoice {
        &self.choice
    }

    /// The names of the models that the server offers, tried once.
    ///
    /// # Errors
    /// [`ModelError::Server`] where it does not answer, or in another form; [`ModelError::Stopped`].
    pub async fn models(&self, stop: &StopFlag) -> Result<Vec<String>, ModelError> {
        let listed = match self.request("/v1/models", None, stop).await {
            Ok(listed) => listed,
            Err(Failed::Again(reason, _)) => return Err(self.failed(reason)),
            Err(Failed::Final(error)) => return Err(error),
        };
        let models = listed["data"]
            .as_array()
            .ok_or_else(|| self.failed("it gave no list of models"))?;
        Ok(models
            .iter()
            .filter_map(|model| model["id"].as_str().map(str::to_owned))
            .collect())
    }

    /// Asks the model. A server that is away or busy is tried again a few times.
    ///
    /// # Errors
    /// [`ModelError::Server`] where it stays away or refuses; [`ModelError::Stopped`]. An answer out of form is no error
    /// but [`Answer::Unread`].
    pub async fn ask(&self, ask: Ask, stop: &StopFlag) -> Result<Answer, ModelError> {
        let grammar = grammar::of_steps(&ask.steps);
        let body = json!({
            "model": self.choice.model,
            "messages": [
                { "role": "system", "content": ask.system },
                { "role": "user", "content": ask.fixed + &ask.rest },
            ],
            "temperature": 0,
            "max_tokens": grammar::tokens(&ask.steps),
            "stream": false,
            "logprobs": true,
            "top_logprobs": ALTERNATIVES,
            // The first is llama-server's, the second vLLM's; each leaves the other's aside.
            "grammar": grammar,
            "structured_outputs": { "grammar": grammar },
            // A form of answer leaves no room for thinking aloud.
            "chat_template_kwargs": { "enable_thinking": false },
        });
        let mut tries = 0;
        loop {
            let (reason, wanted) = match self
                .request("/v1/chat/completions", Some(&body), stop)
                .await
            {
                Ok(answer) => return Ok(logits::read(&answer, &ask.steps)),
                Err(Failed::Final(error)) => return Err(error),
                Err(Failed::Again(reason, wanted)) => (reason, wanted),
            };
            tries += 1;
            if tries == TRIES {
                return Err(self.failed(format!("{reason}, tried {TRIES} times")));
            }
            let pause = wanted.unwrap_or(Duration::from_secs(1 << (tries - 1)));
            tracing::info!(%reason, ?pause, "the model server is tried again");
            tokio::select! {
                () = stop.raised() => return Err(ModelError::Stopped),
                () = tokio::time::sleep(pause.min(LONGEST_PAUSE)) => {}
            }
        }
    }

    /// One request, in a thread of its own: it is left to itself when `stop` is raised.
    async fn request(
        &self,
        path: &str,
        body: Option<&Value>,
        stop: &StopFlag,
    ) -> Result<Value, Failed> {
        let (server, body) = (self.clone(), body.cloned());
        let address = format!("{}{path}", self.choice.address);
        let at_work = tokio::task::spawn_blocking(move || server.send(&address, body));
        tokio::select! {
            biased;
            () = stop.raised() => Err(Failed::Final(ModelError::Stopped)),
            done = at_work => done.unwrap_or_else(|e| Err(Failed::Final(self.failed(e.to_string())))),
        }
    }

    fn send(&self, address: &str, body: Option<Value>) -> Result<Value, Failed> {
        let again = |e: &dyn std::fmt::Display| Failed::Again(e.to_string(), None);
        let key = self.choice.key.as_ref().map(|key| format!("Bearer {key}"));
        let sent = match body {
            None => match &key {
                Some(key) => self.agent.get(address).header("Authorization", key).call(),
                None => self.agent.get(address).call(),
            },
            Some(body) => match &key {
                Some(key) => self
                    .agent
                    .post(address)
                    .header("Authorization", key)
                    .send_json(body),
                None => self.agent.post(address).send_json(body),
            },
        };
        let mut answer = sent.map_err(|e| again(&e))?;
        let status = answer.status();
        let wanted = answer
            .headers()
            .get("retry-after")
            .and_then(|value| value.to_str().ok()?.parse().ok())
            .map(Duration::from_secs);
        let body = answer.body_mut().with_config().limit(LARGEST_ANSWER);
        let text = body.read_to_string().map_err(|e| again(&e))?;
        if status.is_success() {
            return serde_json::from_str(&text).map_err(|e| {
                Failed::Final(self.failed(format!("its answer is not in the form of JSON ({e})")))
            });
        }
        let said = serde_json::from_str::<Value>(&text)
            .ok()
            .and_then(|said| said["error"]["message"].as_str().map(str::to_owned))
            .unwrap_or(text);
        let said = crate::file::shown(&said, 200);
        let reason = format!("it answered {} {said}", status.as_u16());
        // Busy, overloaded, still loading: the question itself is not at fault.
        if status.as_u16() == 429 || status.is_server_error() {
            Err(Failed::Again(reason, wanted))
        } else {
            Err(Failed::Final(self.failed(reason)))
        }
    }

    fn failed(&self, reason: impl Into<String>) -> ModelError {
        ModelError::Server {
            address: self.choice.address.clone(),
            reason: reason.into(),
        }
    }
}

/// This computer, a private network (RFC 1918, RFC 4193), or a name that means something only in one.
fn is_near(host: &Host<&str>) -> bool {
    let private = |ip: IpAddr| match ip {
        IpAddr::V4(ip) => ip.is_loopback() || ip.is_private() || ip.is_link_local(),
        IpAddr::V6(ip) => {
            ip == Ipv6Addr::LOCALHOST || ip.is_unique_local() || ip.is_unicast_link_local()
        }
    };
    match host {
        Host::Ipv4(ip) => private(IpAddr::V4(*ip)),
        Host::Ipv6(ip) => private(IpAddr::V6(*ip)),
        Host::Domain(name) => {
            !name.contains('.')
                || [".local", ".internal", ".lan", ".home.arpa", ".localhost"]
                    .iter()
                    .any(|end| name.ends_with(end))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(address: &str) -> Result<String, String> {
        let choice = ServerChoice {
            address: address.into(),
            model: "m".into(),
            at_once: 4,
            key: None,
        };
        let server = ModelServer::new(choice).map_err(|e| e.to_string())?;
        Ok(server.choice().address.clone())
    }

    #[test]
    fn texts_are_sent_unencrypted_only_within_the_own_network() {
        for near in [
            "http://localhost:8080",
            "http://127.0.0.1:8080",
            "http://[::1]:8080",
            "http://192.168.1.20:8000",
            "http://10.0.0.5",
            "http://gpu01:8000",
            "http://models.internal",
            "https://models.example.org/llm",
        ] {
            assert_eq!(at(near).as_deref(), Ok(near));
        }
        for far in [
            "http://models.example.org",
            "http://8.8.8.8",
            "http://172.32.0.1",
            "ftp://localhost",
            "file:///etc/passwd",
            "localhost:8080",
            "",
            "https://user:secret@models.example.org",
        ] {
            assert!(at(far).is_err(), "{far}");
        }
        assert_eq!(
            at("https://models.example.org/v1/").as_deref(),
            Ok("https://models.example.org")
        );
    }

    #[test]
    fn an_identity_tells_server_and_model_and_is_no_hash() {
        let choice = ServerChoice {
            address: "https://models.example.org".into(),
            model: "org/a model".into(),
            at_once: 4,
            key: None,
        };
        assert_eq!(
            ServerChoice::of_id(&choice.id()),
            Some(("https://models.example.org", "org/a model"))
        );
        assert_eq!(ServerChoice::of_id(&"ab".repeat(32)), None);
    }
}
