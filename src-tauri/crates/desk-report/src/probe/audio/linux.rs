//! PulseAudio or what speaks like it, by `pactl`; else PipeWire by `wpctl`. Neither is asked unless a server is there, because
//! asking would start one.

use super::Output;
use crate::child;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::PathBuf;

pub(super) async fn output() -> Result<Output, String> {
    if !server_is_there() {
        return Err("no sound server runs in this session".to_owned());
    }
    match by_pactl().await {
        Ok(output) => Ok(output),
        Err(because) => by_wpctl().await.map_err(|_| because),
    }
}

fn server_is_there() -> bool {
    let variable = |name| std::env::var_os(name).filter(|value| !value.is_empty());
    let runtime = variable("XDG_RUNTIME_DIR").map(PathBuf::from).unwrap_or_default();
    variable("PULSE_SERVER").is_some() || runtime.join("pulse/native").exists() || runtime.join("pipewire-0").exists()
}

async fn by_pactl() -> Result<Output, String> {
    let about = child::ask("pactl", &["--format=json", "info"]).await?;
    if !about.is_success {
        return Err("the sound server does not answer".to_owned());
    }
    let sinks = child::ask("pactl", &["--format=json", "list", "sinks"]).await?;
    default_sink(&about.out, &sinks.out)
}

#[derive(Deserialize)]
struct About {
    default_sink_name: String,
}

#[derive(Deserialize)]
struct Sink {
    name: String,
    description: String,
    mute: bool,
    volume: BTreeMap<String, Channel>,
}

#[derive(Deserialize)]
struct Channel {
    value_percent: String,
}

fn default_sink(about: &str, sinks: &str) -> Result<Output, String> {
    let strange = |_| "the sound server says it in a way this version does not know".to_owned();
    let about: About = serde_json::from_str(about).map_err(strange)?;
    let sinks: Vec<Sink> = serde_json::from_str(sinks).map_err(strange)?;
    let sink = sinks.into_iter().find(|sink| sink.name == about.default_sink_name);
    let sink = sink.filter(|sink| sink.name != "auto_null").ok_or_else(|| "sound has nowhere to go: there is no output".to_owned())?;
    Ok(Output {
        volume_percent: loudest(&sink.volume).ok_or_else(|| "the output has no volume".to_owned()),
        name: sink.description,
        is_muted: sink.mute,
        source: "pactl",
    })
}

fn loudest(channels: &BTreeMap<String, Channel>) -> Option<f64> {
    channels.values().filter_map(|channel| channel.value_percent.trim_end_matches('%').trim().parse().ok()).reduce(f64::max)
}

async fn by_wpctl() -> Result<Output, String> {
    const OUTPUT: &str = "@DEFAULT_AUDIO_SINK@";
    let volume = child::ask("wpctl", &["get-volume", OUTPUT]).await?;
    let about = child::ask("wpctl", &["inspect", OUTPUT]).await?;
    let (share, is_muted) = share_and_mute(&volume.out).ok_or_else(|| "sound has nowhere to go: there is no output".to_owned())?;
    Ok(Output { name: description(&about.out), is_muted, volume_percent: Ok((share * 100.0).round()), source: "wpctl" })
}

/// `Volume: 0.40 [MUTED]`.
fn share_and_mute(line: &str) -> Option<(f64, bool)> {
    let rest = line.trim().strip_prefix("Volume: ")?;
    Some((rest.split_whitespace().next()?.parse().ok()?, rest.contains("[MUTED]")))
}

/// A line such as `  * node.description = "Built-in Audio"`.
fn description(about: &str) -> String {
    let line = about.lines().find(|line| line.contains("node.description"));
    line.and_then(|line| line.split('"').nth(1)).unwrap_or("the default output").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ABOUT: &str = r#"{"server_name":"pulseaudio","default_sink_name":"speaker","default_source_name":"speaker.monitor"}"#;
    const SINKS: &str = r#"[
        {"index":0,"name":"hdmi","description":"HDMI","mute":false,"volume":{}},
        {"index":1,"state":"IDLE","name":"speaker","description":"Classroom Speaker","mute":true,"balance":0.00,
         "volume":{"front-left":{"value":26214,"value_percent":"40%","db":"-23.88 dB"},
                   "front-right":{"value":32768,"value_percent":"50%","db":"-18.06 dB"}}}]"#;

    #[test]
    fn the_default_output_is_read_with_its_louder_side() {
        let output = default_sink(ABOUT, SINKS).unwrap_or_else(|because| panic!("{because}"));

        assert_eq!((output.name.as_str(), output.is_muted, output.volume_percent), ("Classroom Speaker", true, Ok(50.0)));
    }

    #[test]
    fn no_output_and_strange_words_are_said_to_be_so() {
        let table = [
            (ABOUT, "[]", "sound has nowhere to go: there is no output"),
            (
                r#"{"default_sink_name":"auto_null"}"#,
                r#"[{"name":"auto_null","description":"Dummy","mute":false,"volume":{}}]"#,
                "sound has nowhere to go: there is no output",
            ),
            ("Connection refused", "[]", "the sound server says it in a way this version does not know"),
        ];

        for (about, sinks, because) in table {
            assert_eq!(default_sink(about, sinks).map(|_| ()), Err(because.to_owned()));
        }
    }

    #[test]
    fn the_other_tool_is_understood_too() {
        assert_eq!(share_and_mute("Volume: 0.40\n"), Some((0.4, false)));
        assert_eq!(share_and_mute("Volume: 1.25 [MUTED]\n"), Some((1.25, true)));
        assert_eq!(share_and_mute("Translate ID error\n"), None);
        assert_eq!(description("id 47\n  * node.description = \"Built-in Audio\"\n"), "Built-in Audio");
    }
}
