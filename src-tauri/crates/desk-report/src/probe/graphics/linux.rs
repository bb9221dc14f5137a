//! Display controllers on the PCI bus, by sysfs; on boards without one, whatever the kernel draws with. No driver is loaded to
//! ask it: that costs more memory than the agent.

use std::path::Path;

const DISPLAY_CONTROLLER: &str = "0x03";
const NAMES: [&str; 2] = ["/usr/share/misc/pci.ids", "/usr/share/hwdata/pci.ids"];
/// For computers without the list of names.
const MAKERS: [(&str, &str); 10] = [
    ("1002", "AMD"),
    ("1013", "Cirrus Logic"),
    ("102b", "Matrox"),
    ("10de", "NVIDIA"),
    ("1234", "QEMU"),
    ("1414", "Microsoft"),
    ("15ad", "VMware"),
    ("1a03", "ASPEED"),
    ("1af4", "Virtio"),
    ("8086", "Intel"),
];

pub(super) fn adapters() -> Result<Vec<String>, String> {
    let names = NAMES.iter().find_map(|path| std::fs::read_to_string(path).ok()).unwrap_or_default();
    Ok(on(Path::new("/sys"), &names))
}

fn on(sys: &Path, names: &str) -> Vec<String> {
    let on_bus = in_order(&sys.join("bus/pci/devices"), |device| {
        field(device, "class")?.starts_with(DISPLAY_CONTROLLER).then(|| adapter(device, names))
    });
    if !on_bus.is_empty() {
        return on_bus;
    }
    in_order(&sys.join("class/drm"), |card| {
        let is_card = card.file_name()?.to_str()?.strip_prefix("card")?.bytes().all(|byte| byte.is_ascii_digit());
        if is_card { driver(&card.join("device")) } else { None }
    })
}

fn in_order(folder: &Path, read: impl Fn(&Path) -> Option<String>) -> Vec<String> {
    let mut paths: Vec<_> = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.iter().filter_map(|path| read(path)).collect()
}

fn adapter(device: &Path, names: &str) -> String {
    let id = |name| field(device, name).map(|id| id.trim_start_matches("0x").to_owned()).unwrap_or_default();
    let (maker, model) = (id("vendor"), id("device"));
    let (maker_name, model_name) = named(names, &maker, &model);
    let maker_name = maker_name.or_else(|| MAKERS.iter().find(|(id, _)| *id == maker).map(|(_, name)| *name));

    let mut words = format!("{} {}", maker_name.unwrap_or(&maker), model_name.unwrap_or(&model));
    if let Some(driver) = driver(device) {
        words.push_str(&format!(" ({driver})"));
    }
    words
}

/// Maker and model from the list, where makers stand at the margin and their models one tab in.
fn named<'a>(names: &'a str, maker: &str, model: &str) -> (Option<&'a str>, Option<&'a str>) {
    let mut lines = names.lines().skip_while(|line| !line.starts_with(maker));
    let maker_name = lines.next().and_then(|line| line.strip_prefix(maker)).map(str::trim);
    let model_name = lines
        .take_while(|line| line.starts_with(['\t', '#']) || line.is_empty())
        .find_map(|line| line.strip_prefix('\t')?.strip_prefix(model)?.strip_prefix("  "));
    (maker_name, model_name)
}

fn driver(device: &Path) -> Option<String> {
    Some(std::fs::read_link(device.join("driver")).ok()?.file_name()?.to_str()?.to_owned())
}

fn field(device: &Path, name: &str) -> Option<String> {
    Some(std::fs::read_to_string(device.join(name)).ok()?.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    const SOME_NAMES: &str = "# comment\n1002  Advanced Micro Devices\n\t1638  Cezanne\n8086  Intel Corporation\n\t9a49  TigerLake-LP GT2 [Iris Xe Graphics]\n\t\t1028 0a32  Latitude\n10de  NVIDIA Corporation\n";

    fn device(sys: &Path, slot: &str, class: &str, ids: (&str, &str), driver: &str) {
        let path = sys.join("bus/pci/devices").join(slot);
        std::fs::create_dir_all(&path).unwrap();
        for (name, value) in [("class", class), ("vendor", ids.0), ("device", ids.1)] {
            std::fs::write(path.join(name), format!("{value}\n")).unwrap();
        }
        symlink(format!("../../../bus/pci/drivers/{driver}"), path.join("driver")).unwrap();
    }

    #[test]
    fn adapters_have_names_and_drivers() {
        let sys = tempfile::tempdir().unwrap();
        device(sys.path(), "0000:00:02.0", "0x030000", ("0x8086", "0x9a49"), "i915");
        device(sys.path(), "0000:01:00.0", "0x030200", ("0x10de", "0x1f91"), "nvidia");
        device(sys.path(), "0000:00:1f.0", "0x020000", ("0x8086", "0x15fc"), "e1000e");

        let named = on(sys.path(), SOME_NAMES);
        let unnamed = on(sys.path(), "");

        assert_eq!(named, ["Intel Corporation TigerLake-LP GT2 [Iris Xe Graphics] (i915)", "NVIDIA Corporation 1f91 (nvidia)"]);
        assert_eq!(unnamed, ["Intel 9a49 (i915)", "NVIDIA 1f91 (nvidia)"]);
    }

    #[test]
    fn a_board_without_the_bus_says_what_draws() {
        let sys = tempfile::tempdir().unwrap();
        for name in ["card0", "card0-HDMI-A-1", "renderD128"] {
            let device = sys.path().join("class/drm").join(name).join("device");
            std::fs::create_dir_all(&device).unwrap();
            symlink("../../bus/platform/drivers/vc4-drm", device.join("driver")).unwrap();
        }

        assert_eq!(on(sys.path(), SOME_NAMES), ["vc4-drm"]);
    }

    #[test]
    fn a_machine_without_any_has_none() {
        assert_eq!(on(Path::new("/nowhere"), SOME_NAMES), Vec::<String>::new());
    }
}
