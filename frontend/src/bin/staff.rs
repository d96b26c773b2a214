//! The staff's app, at every address but the portals'.

fn main() {
    frontend::start_staff_app();
}
