//! A bare window: one page with one text box. Prints `ready` and the moment, in milliseconds since 1970, at which the cursor was in it.

fn main() {
    tauri::Builder::default().invoke_handler(tauri::generate_handler![ready]).run(tauri::generate_context!()).expect("the window runs");
}

#[tauri::command]
fn ready(at: f64) {
    println!("ready {at:.3}");
}
