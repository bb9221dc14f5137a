//! Asks the device for its report from outside, and other programs for the same.

use desk_api::DeviceReport;
use desk_api::report::{Fact, FactValue, Reading};
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(20);

/// The example that prints a report, which Cargo builds along with the tests.
pub(crate) fn example() -> PathBuf {
    let example = std::env::current_exe().unwrap().ancestors().nth(2).unwrap().join("examples/report");
    assert!(example.exists(), "{} is missing: run `cargo build -p desk-report --examples`", example.display());
    example
}

/// The report in a session that consists of `environment` alone.
pub(crate) fn report(environment: &[(&str, &str)]) -> DeviceReport {
    let mut command = Command::new(example());
    run(command.arg("--json"), environment)
}

/// The report after `script` has changed the world in namespaces of its own; the script ends with `exec "$0" --json`.
pub(crate) fn report_after(namespaces: &[&str], script: &str, environment: &[(&str, &str)]) -> DeviceReport {
    assert!(said("id", &["-u"]) == "0", "these tests make namespaces of their own: run them as root");
    let mut command = Command::new("unshare");
    command.args(namespaces).args(["--", "sh", "-euc", script]).arg(example());
    run(&mut command, environment)
}

fn run(command: &mut Command, environment: &[(&str, &str)]) -> DeviceReport {
    command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default()).envs(environment.iter().copied());
    let output = command.output().expect("the report is printed");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("a report")
}

/// What another program prints, trimmed.
pub(crate) fn said(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).env("LC_ALL", "C").output();
    let output = output.unwrap_or_else(|error| panic!("{program} is needed: {error}"));
    assert!(output.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

pub(crate) trait Facts {
    fn fact(&self, key: &str, of: Option<&str>) -> &Fact;

    fn value(&self, key: &str) -> &FactValue {
        self.value_of(key, None)
    }

    fn value_of(&self, key: &str, of: Option<&str>) -> &FactValue {
        match &self.fact(key, of).reading {
            Reading::Known { value } => value,
            Reading::Unknown { because } => panic!("{key} is unknown: {because}"),
        }
    }

    fn text(&self, key: &str) -> &str {
        let FactValue::Text(text) = self.value(key) else { panic!("{key} is no text: {:?}", self.value(key)) };
        text
    }

    fn bytes(&self, key: &str, of: Option<&str>) -> u64 {
        let FactValue::Bytes(bytes) = self.value_of(key, of) else { panic!("{key} is no size") };
        *bytes
    }

    fn why_unknown(&self, key: &str) -> &str {
        match &self.fact(key, None).reading {
            Reading::Known { value } => panic!("{key} is known: {value:?}"),
            Reading::Unknown { because } => because,
        }
    }
}

impl Facts for DeviceReport {
    fn fact(&self, key: &str, of: Option<&str>) -> &Fact {
        let fact = self.facts.iter().find(|fact| fact.key == key && (of.is_none() || fact.of.as_deref() == of));
        fact.unwrap_or_else(|| panic!("{key} of {of:?} is not in the report"))
    }
}

/// A program that is killed with its value.
pub(crate) struct Program {
    child: Child,
}

impl Program {
    pub(crate) fn start(command: &mut Command) -> Self {
        let name = command.get_program().to_string_lossy().into_owned();
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        Self { child: command.spawn().unwrap_or_else(|error| panic!("{name} is needed: {error}")) }
    }

    /// The first line it prints.
    pub(crate) fn line(&mut self) -> String {
        let mut line = String::new();
        BufReader::new(self.child.stdout.take().expect("its output is open")).read_line(&mut line).unwrap();
        line.trim().to_owned()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Lets a server tidy its own children up before it is killed.
        let _gone_already = Command::new("kill").arg(self.child.id().to_string()).status();
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(2) && self.child.try_wait().is_ok_and(|status| status.is_none()) {
            std::thread::yield_now();
        }
        let _dead_already = self.child.kill();
        let _reaped = self.child.wait();
    }
}

/// Waits for a condition with a deadline.
pub(crate) fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < PATIENCE, "{what}: not within {PATIENCE:?}");
        std::thread::yield_now();
    }
}
