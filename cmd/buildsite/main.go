// Command buildsite turns a folder of articles about an incident into a cited
// timeline and a site that shows it.
//
// Without arguments it builds the site of the current folder into public/.
// Each command is one file of this package: a struct whose fields are its
// flags, with a Run method. The commands hold no logic of their own: they read
// with internal/content, call the pure middle, and write with internal/output.
//
// The exit status is 0 when all went well, 1 when there are problems (they
// stand on standard error, and nothing was written), 2 when the command line
// itself is wrong.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"syscall"

	"github.com/alecthomas/kong"
)

// CLI is the whole command line.
type CLI struct {
	Global

	Build   buildCmd   `cmd:"" default:"withargs" help:"Build the site (what happens without a command)."`
	Extract extractCmd `cmd:"" help:"Print the timeline of articles as JSON; build no site."`
	Timex   timexCmd   `cmd:"" help:"Print the dates and times found in articles, with the rule that found each."`
	Explain explainCmd `cmd:"" help:"Say why a line of an article became the events it became."`
	Serve   serveCmd   `cmd:"" help:"Build, serve on this computer only, and reload the browser at each change."`
	Init    initCmd    `cmd:"" help:"Make a new site folder that builds at once."`
	Import  importCmd  `cmd:"" help:"Make articles of saved pages, feeds, archives, PDF, e-mail and timelines."`
	Review  reviewCmd  `cmd:"" help:"List the events that a person should look at, those with the most doubt first."`
	Check   checkCmd   `cmd:"" help:"Look for what readers must not meet: dead links, wrong quotations, dates that cannot be."`
	Publish publishCmd `cmd:"" help:"Build, and record what readers now see: later changes are corrections."`
	Diff    diffCmd    `cmd:"" help:"Say which events changed between two timelines."`
	Verify  verifyCmd  `cmd:"" help:"Build a site again and compare it byte for byte."`
	Pin     pinCmd     `cmd:"" help:"Keep a frozen copy of the site, for those who embed or cite one state of it."`
	Deploy  deployCmd  `cmd:"" help:"List what would change on the published site (--dry-run)."`
	Version versionCmd `cmd:"" help:"Print the version."`
}

// Global is the flags that every command has.
type Global struct {
	Site  string `short:"C" default:"." placeholder:"DIR" help:"The site folder, where config.toml is (default: the current folder)."`
	Quiet bool   `short:"q" help:"Print nothing but problems."`
}

// An app is what a command may touch outside its own flags.
type app struct {
	*Global
	ctx    context.Context // done when the user interrupts
	stdin  io.Reader
	stdout io.Writer
	stderr io.Writer
	memory *memory // of a command that builds again and again
}

// An exitStatus ends the command with that status after everything there is to
// say has been said.
type exitStatus int

func (s exitStatus) Error() string { return fmt.Sprintf("exit status %d", int(s)) }

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	status := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(status)
}

// run is the program without its process.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	var cli CLI
	parser := kong.Must(&cli,
		kong.Name("buildsite"),
		kong.Description("From a folder of articles to a cited timeline, as a static site."),
		kong.Writers(stdout, stderr),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	)
	call, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(stderr, "buildsite: %v\n  hint: %s\n", err, usageHint(err, args))
		return 2
	}
	a := &app{Global: &cli.Global, ctx: ctx, stdin: stdin, stdout: stdout, stderr: stderr}
	return a.status(call.Run(a))
}

// usageHint says where the flags and arguments are listed that a wrong command
// line should have had. A command that args do not name is the one that runs
// without a name, and not what was meant.
func usageHint(err error, args []string) string {
	var wrong *kong.ParseError
	if errors.As(err, &wrong) && wrong.Context != nil {
		if command := wrong.Context.Selected(); command != nil && slices.Contains(args, command.Name) {
			return "buildsite " + command.Name + " --help says what it takes"
		}
	}
	return "buildsite --help lists the commands and flags"
}

// status prints err, unless a command has said it already, and returns the
// exit status for it.
func (a *app) status(err error) int {
	var code exitStatus
	switch {
	case err == nil:
		return 0
	case errors.As(err, &code):
		return int(code)
	default:
		a.printError(err)
		return 1
	}
}
