//! The clients' portal, at every address below `/p/`.

fn main() {
    frontend::start_portal();
}
