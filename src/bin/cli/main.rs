//! `sayso`: the same core for those with folders full of articles.

mod agree;
mod annotate;
mod bench;
mod check;
mod convert;
mod documents;
mod eval;
mod features;
mod input;
mod model;
mod output;
mod parallel;
mod paths;
mod terminal;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// On whose say-so? Marks the entities and the attributions of news articles.
#[derive(Parser)]
#[command(name = "sayso", version, arg_required_else_help = true)]
struct Cli {
    /// Mark with the model in this file instead of the one that comes with the command
    #[arg(long, global = true, value_name = "FILE")]
    model: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

/// One file each under `src/bin/cli/`.
#[derive(Subcommand)]
enum Command {
    Agree(agree::Agree),
    Annotate(annotate::Annotate),
    #[command(hide = true)]
    Bench(bench::Bench),
    Check(check::Check),
    Convert(convert::Convert),
    Eval(eval::Eval),
    #[command(hide = true)]
    Features(features::Features),
}

/// What the command line itself got wrong, and what could not be read or written.
const TROUBLE: u8 = 2;

fn main() -> ExitCode {
    let Cli { model, command } = Cli::parse();
    let run = || match command {
        Command::Agree(command) => command.run(),
        Command::Annotate(command) => command.run(),
        Command::Bench(command) => command.run(),
        Command::Check(command) => command.run(),
        Command::Convert(command) => command.run(),
        Command::Eval(command) => command.run(),
        Command::Features(command) => command.run(),
    };
    match model.map_or(Ok(()), |file| model::choose(&file)).and_then(|()| run()) {
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
