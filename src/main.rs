//! The command line of Rifada: arguments in, the library called, an exit code out.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
