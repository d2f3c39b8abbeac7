//! A real PostgreSQL server for one test, from the packages of the system; in a folder of its own, gone afterwards.

#![allow(dead_code, reason = "each test uses a part of it")]
#![allow(clippy::print_stderr, reason = "a test that is skipped says so")]

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A running server. It listens on this computer only.
pub(crate) struct Postgres {
    folder: tempfile::TempDir,
    programs: PathBuf,
    port: u16,
}

/// Where Debian keeps the newest server it has; none where it is not installed.
fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    versions
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .filter(|bin| bin.join("initdb").is_file())
        .max()
}

impl Postgres {
    /// Starts a server without any database of a review. `None`, said on the terminal, where no server is installed.
    pub(crate) fn start() -> Option<Self> {
        let Some(programs) = programs() else {
            eprintln!(
                "skipped: there is no PostgreSQL server on this computer (./test installs it)"
            );
            return None;
        };
        let folder = tempfile::tempdir().expect("a folder");
        let port = TcpListener::bind("127.0.0.1:0")
            .and_then(|listener| listener.local_addr())
            .expect("a free port")
            .port();
        let server = Self {
            folder,
            programs,
            port,
        };
        if is_root() {
            // The server refuses to run as root; its data belong to the user that the package made for it.
            run(Command::new("chown")
                .arg("postgres")
                .arg(server.folder.path()));
        }
        run(server
            .program("initdb")
            .args([
                "--auth=trust",
                "--username=attest",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
            ])
            .arg("-D")
            .arg(server.data()));
        server.resume();
        Some(server)
    }

    /// A new database, and the address of it.
    pub(crate) fn database(&self, name: &str) -> String {
        self.sql("postgres", &format!("CREATE DATABASE {name}"));
        format!("postgres://attest@127.0.0.1:{}/{name}", self.port)
    }

    /// The address of a database for a login of its own.
    pub(crate) fn address_for(&self, login: &str, database: &str) -> String {
        format!("postgres://{login}@127.0.0.1:{}/{database}", self.port)
    }

    fn psql(&self, login: &str, database: &str, statement: &str) -> std::process::Output {
        Command::new(self.programs.join("psql"))
            .args(["-h", "127.0.0.1", "-At", "-v", "ON_ERROR_STOP=1"])
            .args(["-p", &self.port.to_string(), "-U", login])
            .args(["-d", database, "-c", statement])
            .output()
            .expect("psql starts")
    }

    /// Why the server refuses a statement of this login.
    pub(crate) fn refused_sql(&self, login: &str, database: &str, statement: &str) -> String {
        let output = self.psql(login, database, statement);
        assert!(!output.status.success(), "{statement} was not refused");
        String::from_utf8_lossy(&output.stderr).into_owned()
    }

    /// What a statement answers, as `psql` prints it.
    pub(crate) fn sql(&self, database: &str, statement: &str) -> String {
        let output = self.psql("attest", database, statement);
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    /// Ends every connection of others, as a failing network does.
    pub(crate) fn cut_connections(&self) {
        self.sql(
            "postgres",
            "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity
             WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'",
        );
    }

    /// Ends the server as a power cut would.
    pub(crate) fn kill(&self) {
        run(self.control().args(["stop", "-m", "immediate"]));
    }

    /// Starts it again on the same data and port.
    pub(crate) fn resume(&self) {
        let options = format!(
            "-c listen_addresses=127.0.0.1 -c port={} -c unix_socket_directories= -c max_connections=60",
            self.port
        );
        run(self
            .control()
            .args(["start", "-w", "-s", "-o", &options])
            .arg("-l")
            .arg(self.folder.path().join("log")));
        let begun = Instant::now();
        while std::net::TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            assert!(
                begun.elapsed() < Duration::from_secs(30),
                "the server does not listen"
            );
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn control(&self) -> Command {
        let mut command = self.program("pg_ctl");
        command.arg("-D").arg(self.data());
        command
    }

    fn program(&self, name: &str) -> Command {
        let path = self.programs.join(name);
        if !is_root() {
            return Command::new(path);
        }
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--"]).arg(path);
        command
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // It may have been killed by the test.
        let _stopped = self
            .control()
            .args(["stop", "-m", "immediate"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
    }
}

fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|me| {
        use std::os::unix::fs::MetadataExt;
        me.uid() == 0
    })
}

fn run(command: &mut Command) {
    let output = command
        .stdin(Stdio::null())
        .current_dir(Path::new("/"))
        .output()
        .expect("the program starts");
    assert!(
        output.status.success(),
        "{command:?}\n{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}
