//! The screens are part of the program: when they are built anew, so is the program.

fn main() {
    println!("cargo:rerun-if-changed=../../ui/dist");
}
