//! `sayso`: the same core for those with folders full of articles.

mod annotate;
mod eval;
mod features;
mod input;
mod model;
mod parallel;
mod terminal;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// On whose say-so? Marks the entities and the attributions of news articles.
#[derive(Parser)]
#[command(name = "sayso", version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

/// One file each under `src/bin/cli/`.
#[derive(Subcommand)]
enum Command {
    Annotate(annotate::Annotate),
    Eval(eval::Eval),
    #[command(hide = true)]
    Features(features::Features),
}

/// What the command line itself got wrong, and what could not be read or written.
const TROUBLE: u8 = 2;

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Annotate(command) => command.run(),
        Command::Eval(command) => command.run(),
        Command::Features(command) => command.run(),
    };
    match result {
        Ok(Outcome::AllRead) => ExitCode::SUCCESS,
        Ok(Outcome::SomeRefused) => ExitCode::from(TROUBLE),
        Err(error) if closed(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("sayso: {error:#}");
            ExitCode::from(TROUBLE)
        }
    }
}

/// How a command ended that wrote all that it could.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    AllRead,
    /// Each was told on standard error.
    SomeRefused,
}

/// Whether nobody reads on: `sayso … | head` is no failure.
fn closed(error: &anyhow::Error) -> bool {
    error.downcast_ref::<std::io::Error>().is_some_and(|e| e.kind() == std::io::ErrorKind::BrokenPipe)
}
