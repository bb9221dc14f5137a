//! CUPS, by `lpstat`. Of what it says only the printer's name, its state and the reason are read: never a job, never a title.

use crate::child;

type Answer = (Result<String, String>, Result<String, String>);

pub(super) async fn printer() -> Answer {
    let name = match child::ask("lpstat", &["-d"]).await {
        Ok(printed) => default_name(&printed.out, &printed.err),
        Err(because) => Err(because),
    };
    match &name {
        Ok(name) => {
            let state = child::ask("lpstat", &["-p", name]).await.and_then(|printed| state(&printed.out, name));
            (Ok(name.clone()), state)
        }
        Err(because) => (Err(because.clone()), Err(because.clone())),
    }
}

fn default_name(out: &str, err: &str) -> Result<String, String> {
    if let Some(name) = out.lines().find_map(|line| line.split_once("default destination: ").map(|(_, name)| name.trim())) {
        // An instance, `Lobby/duplex`, prints where its printer does.
        return Ok(name.split('/').next().unwrap_or(name).to_owned());
    }
    if out.contains("no system default destination") || out.contains("no default destination") {
        return Err("no default printer is chosen".to_owned());
    }
    match err.lines().next().and_then(|line| line.strip_prefix("lpstat: ")) {
        Some(why) => Err(format!("the print system does not answer: {}", why.trim_end_matches('.'))),
        None => Err("the print system does not answer".to_owned()),
    }
}

/// `printer Lobby is idle.  enabled since …`, `printer Lobby now printing Lobby-7.  enabled since …` or `printer Lobby disabled
/// since … -` with the reason on the line below, indented.
fn state(out: &str, name: &str) -> Result<String, String> {
    let mut lines = out.lines();
    let rest = lines
        .find_map(|line| line.strip_prefix("printer ")?.strip_prefix(name)?.strip_prefix(' '))
        .ok_or_else(|| "the print system does not know its state".to_owned())?;
    let reason = lines.next().filter(|line| line.starts_with(['\t', ' '])).map(str::trim).filter(|reason| !reason.is_empty());

    let state = if rest.starts_with("is idle") {
        "idle"
    } else if rest.starts_with("now printing") {
        "printing"
    } else if rest.starts_with("disabled") {
        "stopped"
    } else {
        return Err("the print system says it in a way this version does not know".to_owned());
    };
    Ok(match reason {
        Some(reason) if !["Paused", "reason unknown"].contains(&reason) => format!("{state}: {reason}"),
        Some(_) | None => state.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_printer_is_found_or_why_not() {
        let table = [
            ("system default destination: Lobby\n", "", Ok("Lobby")),
            ("user default destination: Lobby/duplex\n", "", Ok("Lobby")),
            ("no system default destination\n", "", Err("no default printer is chosen")),
            ("", "lpstat: Scheduler is not running.\n", Err("the print system does not answer: Scheduler is not running")),
            ("", "", Err("the print system does not answer")),
        ];

        for (out, err, expected) in table {
            assert_eq!(default_name(out, err).as_deref().map_err(String::as_str), expected, "{out}{err}");
        }
    }

    #[test]
    fn a_state_is_one_word_and_a_reason() {
        let table = [
            ("printer Lobby is idle.  enabled since Mon 23 Nov 2026 08:00:00 AM UTC\n", Ok("idle")),
            (
                "printer Lobby now printing Lobby-7.  enabled since Mon 23 Nov 2026\n\tWaiting for paper.\n",
                Ok("printing: Waiting for paper."),
            ),
            ("printer Lobby disabled since Mon 23 Nov 2026 08:00:00 AM UTC -\n\tOut of toner\n", Ok("stopped: Out of toner")),
            ("printer Lobby disabled since Mon 23 Nov 2026 08:00:00 AM UTC -\n\tPaused\n", Ok("stopped")),
            ("printer Lobby2 is idle.  enabled since\n", Err("the print system does not know its state")),
            ("printer Lobby dances\n", Err("the print system says it in a way this version does not know")),
        ];

        for (out, expected) in table {
            assert_eq!(state(out, "Lobby").as_deref().map_err(String::as_str), expected, "{out}");
        }
    }
}
