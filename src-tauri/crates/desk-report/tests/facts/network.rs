//! The network: its route, its servers, and who answers.

use crate::device::{Facts, Program, example, report, report_after, said, until};
use desk_api::report::{FactValue, key};
use std::net::TcpListener;
use std::process::Command;
use zbus::connection::Builder;
use zbus::zvariant::OwnedObjectPath;

const AS_IT_IS: &[(&str, &str)] = &[];
/// A network with one interface, an address and a gateway where nobody is.
const LONELY: &str = "ip link set lo up; ip link add planted0 type veth peer name planted1; ip link set planted1 up
    ip addr add 10.77.0.2/24 dev planted0; ip link set planted0 up; ip route add default via 10.77.0.1";
const BUS: &str = r#"<busconfig><listen>ADDRESS</listen>
    <policy context="default"><allow send_destination="*"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"#;

#[test]
fn the_default_route_is_what_ip_says() {
    let report = report(AS_IT_IS);

    let route = said("ip", &["-4", "route", "show", "default"]);
    let after = |word: &str| route.split_whitespace().skip_while(|field| *field != word).nth(1).map(str::to_owned);
    let Some(interface) = after("dev") else {
        assert_eq!(report.why_unknown(key::NET_INTERFACE), "this computer has no default route: it is not connected");
        return;
    };
    let shown = said("ip", &["-o", "addr", "show", "dev", &interface]);
    let addresses: Vec<_> =
        shown.lines().filter(|line| !line.contains("scope link")).filter_map(|line| line.split_whitespace().nth(3)).collect();
    let FactValue::List(reported) = report.value(key::NET_ADDRESSES) else { panic!("a list") };
    let FactValue::List(gateways) = report.value(key::NET_GATEWAY) else { panic!("a list") };
    assert_eq!(report.text(key::NET_INTERFACE), interface);
    assert_eq!(*reported, addresses);
    assert_eq!(gateways.first(), after("via").as_ref());
}

#[test]
fn a_planted_network_is_reported_and_its_silence_too() {
    let folder = tempfile::tempdir().unwrap();
    let servers = folder.path().join("resolv.conf");
    std::fs::write(&servers, "nameserver 10.77.0.53\nnameserver 10.77.0.54\n").unwrap();
    let script = format!(r#"{LONELY}; mount --bind {} /etc/resolv.conf; exec "$0" --json http://10.77.0.9:80"#, servers.display());

    let report = report_after(&["--net", "--mount"], &script, AS_IT_IS);

    let list = |words: &[&str]| FactValue::List(words.iter().map(|word| (*word).to_owned()).collect());
    assert_eq!(report.text(key::NET_INTERFACE), "planted0");
    assert_eq!(report.value(key::NET_ADDRESSES), &list(&["10.77.0.2/24"]));
    assert_eq!(report.value(key::NET_GATEWAY), &list(&["10.77.0.1"]));
    assert_eq!(report.value(key::NET_DNS), &list(&["10.77.0.53", "10.77.0.54"]));
    assert_eq!(report.why_unknown(key::CHECK_GATEWAY), "the gateway answers neither a ping nor a connection");
    assert_eq!(report.why_unknown(key::CHECK_DNS), "no DNS server answered within 600 ms");
    assert_eq!(report.why_unknown(key::CHECK_DESK), "no answer within 2000 ms");
    assert!(report.took_ms < 3_000, "{} ms", report.took_ms);
}

#[test]
fn a_computer_without_a_network_says_so() {
    let report = report_after(&["--net"], r#"exec "$0" --json"#, AS_IT_IS);

    assert_eq!(report.why_unknown(key::NET_INTERFACE), "this computer has no default route: it is not connected");
    assert_eq!(report.why_unknown(key::CHECK_GATEWAY), "this computer is not connected");
    assert_eq!(report.why_unknown(key::CHECK_DNS), "this computer is not connected");
}

#[test]
fn a_gateway_that_is_there_answers() {
    let script = format!(
        r#"unshare --net sleep 60 & neighbour=$!
           while [ "$(readlink /proc/$neighbour/ns/net)" = "$(readlink /proc/$$/ns/net)" ]; do :; done
           {LONELY}; ip link set planted1 netns $neighbour
           nsenter -t $neighbour -n sh -c 'ip link set lo up; ip addr add 10.77.0.1/24 dev planted1; ip link set planted1 up'
           until ip link show planted0 | grep -q 'state UP'; do :; done
           "$0" --json; kill $neighbour"#
    );

    let report = report_after(&["--net"], &script, AS_IT_IS);

    assert!(matches!(report.value(key::CHECK_GATEWAY), FactValue::Milliseconds(ms) if *ms < 800.0));
}

#[test]
fn a_help_desk_that_listens_answers_and_one_that_ended_does_not() {
    let desk = TcpListener::bind("127.0.0.1:0").unwrap();
    let place = format!("http://{}", desk.local_addr().unwrap());
    let ask = || {
        let output = Command::new(example()).args(["--json", &place]).output().unwrap();
        serde_json::from_slice::<desk_api::DeviceReport>(&output.stdout).unwrap()
    };

    let listening = ask();
    drop(desk);
    let ended = ask();

    assert!(matches!(listening.value(key::CHECK_DESK), FactValue::Milliseconds(ms) if *ms < 1_000.0));
    assert!(ended.why_unknown(key::CHECK_DESK).contains("refused"));
}

#[tokio::test(flavor = "multi_thread")]
async fn wifi_is_what_the_network_manager_says() {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("unix:path={}", folder.path().join("bus").display());
    let configuration = folder.path().join("bus.conf");
    std::fs::write(&configuration, BUS.replace("ADDRESS", &address)).unwrap();
    let mut daemon = Command::new("dbus-daemon");
    let _bus = Program::start(daemon.arg("--nofork").arg(format!("--config-file={}", configuration.display())));
    until("the bus listens", || folder.path().join("bus").exists());
    let manager = Builder::address(address.as_str()).unwrap().serve_at("/org/freedesktop/NetworkManager", Manager).unwrap();
    let manager = manager.serve_at("/planted/wlan0", Device).unwrap().serve_at("/planted/wlan0", Wireless).unwrap();
    let manager = manager.serve_at("/planted/point", Point { strength: 63 }).unwrap();
    let manager = manager.name("org.freedesktop.NetworkManager").unwrap().build().await.unwrap();
    let session = [("DBUS_SYSTEM_BUS_ADDRESS", address.as_str())];

    let near = report(&session);
    manager.object_server().interface::<_, Point>("/planted/point").await.unwrap().get_mut().await.strength = 17;
    let far = report(&session);

    assert_eq!(near.text(key::WIFI_NAME), "Cedar Ridge Staff");
    assert_eq!(near.value(key::WIFI_SIGNAL), &FactValue::Percent(63.0));
    assert_eq!(far.value(key::WIFI_SIGNAL), &FactValue::Percent(17.0));
}

struct Manager;

#[zbus::interface(name = "org.freedesktop.NetworkManager")]
impl Manager {
    fn get_devices(&self) -> Vec<OwnedObjectPath> {
        vec![OwnedObjectPath::try_from("/planted/wlan0").unwrap()]
    }
}

struct Device;

#[zbus::interface(name = "org.freedesktop.NetworkManager.Device")]
impl Device {
    #[zbus(property)]
    fn device_type(&self) -> u32 {
        2
    }

    #[zbus(property)]
    fn state(&self) -> u32 {
        100
    }
}

struct Wireless;

#[zbus::interface(name = "org.freedesktop.NetworkManager.Device.Wireless")]
impl Wireless {
    #[zbus(property)]
    fn active_access_point(&self) -> OwnedObjectPath {
        OwnedObjectPath::try_from("/planted/point").unwrap()
    }
}

struct Point {
    strength: u8,
}

#[zbus::interface(name = "org.freedesktop.NetworkManager.AccessPoint")]
impl Point {
    #[zbus(property)]
    fn ssid(&self) -> Vec<u8> {
        b"Cedar Ridge Staff".to_vec()
    }

    #[zbus(property)]
    fn strength(&self) -> u8 {
        self.strength
    }
}
