//! Steps: each a command with a name. Its time shows while it runs, its output lies in a file of its own and is shown only when
//! it does not work out.

use crate::house::House;
use crate::tally::{Runner, Tally};
use anyhow::{Context, Result, bail};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use std::fs::{self, File};
use std::io::{IsTerminal, Read, Write};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// A step that takes longer than this hangs.
const LIMIT: Duration = Duration::from_secs(45 * 60);
/// How often a line says that a step is still going, where no terminal shows it all the time.
const HEARTBEAT: Duration = Duration::from_secs(60);
/// How much of a failed step's output is shown.
const TAIL_LINES: usize = 250;

/// Runs steps, one after another.
pub(crate) struct Steps {
    logs: PathBuf,
    verbose: bool,
    stop: Arc<AtomicBool>,
    tally: Tally,
}

/// How a step ended.
struct Ending {
    output: String,
    succeeded: bool,
    took: Duration,
}

impl Steps {
    /// Steps whose output goes to files in a folder under the target folder, emptied first.
    pub(crate) fn new(house: &House, folder: &str, verbose: bool) -> Result<Self> {
        let logs = house.built("xtask").join(folder);
        let _ = fs::remove_dir_all(&logs);
        fs::create_dir_all(&logs).with_context(|| format!("making {}", logs.display()))?;
        Ok(Self { logs, verbose, stop: hears_ctrl_c()?, tally: Tally::default() })
    }

    /// Runs a step without which nothing else makes sense.
    pub(crate) fn must(&mut self, name: &str, command: &mut Command) -> Result<()> {
        let ending = self.run(name, command)?;
        if !ending.succeeded {
            self.say(name, ending.took, "did not work");
            self.show(name, &ending.output);
            bail!("{name} did not work.");
        }
        self.say(name, ending.took, "");
        Ok(())
    }

    /// Runs a step that tests something. One that fails is counted and does not stop the others.
    pub(crate) fn test(&mut self, name: &str, runner: Runner, command: &mut Command) -> Result<()> {
        let ending = self.run(name, command)?;
        self.count(name, runner, &ending);
        Ok(())
    }

    fn count(&mut self, name: &str, runner: Runner, ending: &Ending) {
        let tally = runner.count(&ending.output, ending.succeeded);
        self.tally += tally;
        self.say(name, ending.took, &tally.to_string());
        if tally.failed > 0 {
            self.show(name, &ending.output);
        }
    }

    /// Runs a step that asks somebody elsewhere. Where they are out of reach, by one of these words, it counts as neither and says so.
    pub(crate) fn ask(&mut self, name: &str, command: &mut Command, out_of_reach: &[&str]) -> Result<()> {
        let ending = self.run(name, command)?;
        if !ending.succeeded && out_of_reach.iter().any(|words| ending.output.contains(words)) {
            self.say(name, ending.took, "not checked: the database cannot be reached from here");
            return Ok(());
        }
        self.count(name, Runner::Check, &ending);
        Ok(())
    }

    /// Everything counted so far.
    pub(crate) fn tally(&self) -> Tally {
        self.tally
    }

    /// Whether Ctrl-C was pressed.
    pub(crate) fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// The folder where each step's output lies.
    pub(crate) fn logs(&self) -> &Path {
        &self.logs
    }

    fn run(&self, name: &str, command: &mut Command) -> Result<Ending> {
        let log = self.log(name);
        let file = File::create(&log).with_context(|| format!("making {}", log.display()))?;
        let mut reading = File::open(&log).with_context(|| format!("opening {}", log.display()))?;
        let started = Instant::now();
        let program = command.get_program().to_string_lossy().into_owned();
        // A group of its own, so that all of it can be stopped at once.
        let mut child = command
            .stdin(Stdio::null())
            .stdout(file.try_clone().context("sharing the log file")?)
            .stderr(file)
            .process_group(0)
            .spawn()
            .with_context(|| format!("starting {program}"))?;

        let mut output = Vec::new();
        let succeeded = self.wait(name, &mut child, started, || self.follow(&mut reading, &mut output))?;
        self.follow(&mut reading, &mut output)?;
        Ok(Ending { output: String::from_utf8_lossy(&output).into_owned(), succeeded, took: started.elapsed() })
    }

    /// Waits until a step has ended, was stopped, or took too long.
    fn wait(&self, name: &str, child: &mut Child, started: Instant, mut follow: impl FnMut() -> Result<()>) -> Result<bool> {
        let mut next_line = HEARTBEAT;
        loop {
            if let Some(status) = child.try_wait().context("waiting for a step")? {
                return Ok(status.success());
            }
            if self.stopped() {
                end_group(child);
                bail!("Stopped.");
            }
            if started.elapsed() > LIMIT {
                end_group(child);
                return Ok(false);
            }
            follow()?;
            if std::io::stdout().is_terminal() && !self.verbose {
                print!("\r\x1b[K  {name} … {}", in_words(started.elapsed()));
                std::io::stdout().flush()?;
            } else if started.elapsed() > next_line {
                println!("  {name} … {}", in_words(started.elapsed()));
                next_line += HEARTBEAT;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// Takes in what a step has printed since the last time.
    fn follow(&self, reading: &mut File, output: &mut Vec<u8>) -> Result<()> {
        let before = output.len();
        reading.read_to_end(output).context("reading a step's output")?;
        if self.verbose {
            std::io::stdout().write_all(&output[before..])?;
        }
        Ok(())
    }

    /// The line of a finished step.
    fn say(&self, name: &str, took: Duration, result: &str) {
        let clear = if std::io::stdout().is_terminal() { "\r\x1b[K" } else { "" };
        println!("{clear}  {name:<40} {:>8}  {result}", in_words(took));
    }

    /// The end of a failed step's output, and where all of it lies.
    fn show(&self, name: &str, output: &str) {
        let lines: Vec<&str> = output.lines().collect();
        if !self.verbose {
            for line in &lines[lines.len().saturating_sub(TAIL_LINES)..] {
                println!("    {line}");
            }
        }
        println!("    All of it: {}", self.log(name).display());
    }

    fn log(&self, name: &str) -> PathBuf {
        self.logs.join(format!("{}.log", name.to_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), "-")))
    }
}

/// Becomes true with Ctrl-C, which no longer ends this program by itself.
pub(crate) fn hears_ctrl_c() -> Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM, SIGHUP] {
        signal_hook::flag::register(signal, Arc::clone(&stop)).context("listening for Ctrl-C")?;
    }
    Ok(stop)
}

/// Ends a step and all it started.
fn end_group(child: &mut Child) {
    let group = format!("-{}", child.id());
    let _ = Command::new("kill").args(["-TERM", "--", &group]).status();
    std::thread::sleep(Duration::from_secs(1));
    let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
    let _ = child.wait();
}

/// `0.4 s`, `34 s`, `2:07 min`.
pub(crate) fn in_words(time: Duration) -> String {
    match time.as_secs() {
        0..10 => format!("{:.1} s", time.as_secs_f32()),
        seconds @ 10..60 => format!("{seconds} s"),
        seconds => format!("{}:{:02} min", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::in_words;
    use std::time::Duration;

    #[test]
    fn times_are_short_to_read() {
        assert_eq!(in_words(Duration::from_millis(420)), "0.4 s");
        assert_eq!(in_words(Duration::from_secs(34)), "34 s");
        assert_eq!(in_words(Duration::from_secs(127)), "2:07 min");
    }
}
