package timex

import (
	"fmt"
	"slices"
	"strings"
)

// A pattern is a sequence over the tokens of a text. A word in capital letters
// is a class of the lexicon or a definition, any other word or mark stands for
// itself, "( a | b )" is a choice, "x?" may be absent, and square brackets mark
// the extent when the pattern looks at more than it takes.
//
// node is one state of the non-deterministic automaton it compiles to.
type node struct {
	symbol int32    // what the edge to next consumes; -1 for none
	next   int32    // -1 for the accepting state
	other  int32    // a second edge that consumes nothing, -1 for none
	mark   markKind // what passing this node says of the extent
}

type markKind uint8

const (
	noMark markKind = iota
	openMark
	closeMark
)

// A compiler turns patterns into nodes of one automaton.
type compiler struct {
	define map[string]string
	symbol func(word string) int32 // of a class or of a word that stands for itself
	nodes  []node
	depth  int
}

// A parser reads one pattern.
type parser struct {
	*compiler
	words []string
	err   error
}

// A fragment is a piece of automaton with one entry and one exit.
type fragment struct{ in, out int32 }

func (c *compiler) add(n node) int32 {
	c.nodes = append(c.nodes, n)
	return int32(len(c.nodes) - 1)
}

func (c *compiler) empty(mark markKind) fragment {
	i := c.add(node{symbol: -1, next: -1, other: -1, mark: mark})
	return fragment{i, i}
}

// compile returns the entry of the automaton of pattern; its exit is a node
// with next -1.
func (c *compiler) compile(pattern string) (fragment, error) {
	for _, sign := range []string{"(", ")", "|", "?", "[", "]", ","} {
		pattern = strings.ReplaceAll(pattern, sign, " "+sign+" ")
	}
	p := &parser{compiler: c, words: strings.Fields(pattern)}
	f := p.choice()
	if p.err == nil && len(p.words) > 0 {
		p.err = fmt.Errorf("unexpected %q", p.words[0])
	}
	return f, p.err
}

func (p *parser) peek() string {
	if len(p.words) == 0 {
		return ""
	}
	return p.words[0]
}

// choice reads alternatives.
func (p *parser) choice() fragment {
	f := p.sequence()
	for p.peek() == "|" {
		p.words = p.words[1:]
		g := p.sequence()
		out := p.empty(noMark)
		p.link(f.out, out.in)
		p.link(g.out, out.in)
		f = fragment{p.add(node{symbol: -1, next: f.in, other: g.in}), out.out}
	}
	return f
}

// link makes the edge that consumes nothing from an exit to an entry.
func (p *parser) link(from, to int32) { p.nodes[from].next = to }

// sequence reads items up to a bar, a closing parenthesis or the end.
func (p *parser) sequence() fragment {
	f := p.empty(noMark)
	for p.err == nil && p.peek() != "" && p.peek() != "|" && p.peek() != ")" {
		g := p.item()
		p.link(f.out, g.in)
		f.out = g.out
	}
	return f
}

// item reads one element and its question mark.
func (p *parser) item() fragment {
	word := p.words[0]
	p.words = p.words[1:]
	var f fragment
	switch word {
	case "(":
		f = p.choice()
		if p.err != nil {
			return f
		}
		if p.peek() != ")" {
			p.err = fmt.Errorf("a parenthesis is not closed")
			return f
		}
		p.words = p.words[1:]
	case "[":
		return p.empty(openMark)
	case "]":
		return p.empty(closeMark)
	case "?":
		p.err = fmt.Errorf("nothing stands before the question mark")
		return p.empty(noMark)
	default:
		f = p.word(word)
	}
	if p.peek() != "?" {
		return f
	}
	p.words = p.words[1:]
	out := p.empty(noMark)
	p.link(f.out, out.in)
	return fragment{p.add(node{symbol: -1, next: f.in, other: out.in}), out.out}
}

// word reads a definition, a class or a word that stands for itself.
func (p *parser) word(word string) fragment {
	if body, ok := p.define[word]; ok {
		if p.depth++; p.depth > 20 {
			p.err = fmt.Errorf("%s is defined by itself", word)
			return p.empty(noMark)
		}
		f, err := p.compile(body)
		p.depth--
		if err != nil {
			p.err = fmt.Errorf("in the definition of %s: %w", word, err)
		}
		return f
	}
	symbol := p.symbol(word)
	if symbol < 0 {
		p.err = fmt.Errorf("%s is neither a class nor a definition", word)
		return p.empty(noMark)
	}
	out := p.empty(noMark)
	return fragment{p.add(node{symbol: symbol, next: out.in, other: -1}), out.out}
}

// An automaton decides in one table look-up per token which rules match from
// where it started. State 0 is dead.
type automaton struct {
	step       []uint16 // state × signature → state
	signatures int
	accept     [][]uint16 // state → the rules that end there, in their order
}

// A builder makes the automaton of rules by the subset construction.
type builder struct {
	nodes      []node
	accepts    map[int32]uint16 // accepting node → rule
	signatures [][]int32        // signature → its symbols, sorted
	states     map[string]uint16
	sets       [][]int32

	seen       []int32 // by node: the round it was last seen in
	round      int32
	set, stack []int32
	targets    [][]int32 // by signature: where it leads from the set in work
	moving     []int32   // the signatures that lead somewhere
	key        []byte
}

// build returns the automaton that starts at any of the entries.
func (b *builder) build(entries []int32) (*automaton, error) {
	b.states = map[string]uint16{"": 0}
	b.sets = [][]int32{nil}
	b.seen = make([]int32, len(b.nodes))
	b.targets = make([][]int32, len(b.signatures))
	b.state(b.closure(entries))
	a := &automaton{signatures: len(b.signatures)}
	holders := make([][]int32, maxSymbols) // symbol → the signatures that have it
	for sig, symbols := range b.signatures {
		for _, s := range symbols {
			holders[s] = append(holders[s], int32(sig))
		}
	}
	dead := make([]uint16, a.signatures)
	for s := 0; s < len(b.sets); s++ {
		b.moves(b.sets[s], holders)
		row := len(a.step)
		a.step = append(a.step, dead...)
		for _, sig := range b.moving {
			a.step[row+int(sig)] = b.state(b.closure(b.targets[sig]))
			b.targets[sig] = b.targets[sig][:0]
		}
		a.accept = append(a.accept, b.accepted(b.sets[s]))
		if len(b.sets) > 60000 {
			return nil, fmt.Errorf("the patterns make more than 60000 states")
		}
	}
	a.step = slices.Clip(a.step)
	return a, nil
}

// moves sets the signatures that lead on from set, in order, and where to.
func (b *builder) moves(set []int32, holders [][]int32) {
	b.moving = b.moving[:0]
	for _, n := range set {
		if b.nodes[n].symbol < 0 {
			continue
		}
		for _, sig := range holders[b.nodes[n].symbol] {
			if len(b.targets[sig]) == 0 {
				b.moving = append(b.moving, sig)
			}
			b.targets[sig] = append(b.targets[sig], b.nodes[n].next)
		}
	}
	slices.Sort(b.moving)
}

// closure returns the nodes reachable without consuming a token that consume
// one or accept, sorted.
func (b *builder) closure(from []int32) []int32 {
	b.round++
	b.set = b.set[:0]
	b.stack = append(b.stack[:0], from...)
	for len(b.stack) > 0 {
		n := b.stack[len(b.stack)-1]
		b.stack = b.stack[:len(b.stack)-1]
		if n < 0 || b.seen[n] == b.round {
			continue
		}
		b.seen[n] = b.round
		if b.nodes[n].symbol >= 0 || b.nodes[n].next < 0 {
			b.set = append(b.set, n)
		}
		if b.nodes[n].symbol < 0 {
			b.stack = append(b.stack, b.nodes[n].next, b.nodes[n].other)
		}
	}
	slices.Sort(b.set)
	return b.set
}

// state returns the number of the state of set, a new one when there is none.
func (b *builder) state(set []int32) uint16 {
	b.key = b.key[:0]
	for _, n := range set {
		b.key = append(b.key, byte(n), byte(n>>8), byte(n>>16))
	}
	if s, ok := b.states[string(b.key)]; ok {
		return s
	}
	s := uint16(len(b.sets))
	b.states[string(b.key)] = s
	b.sets = append(b.sets, slices.Clone(set))
	return s
}

func (b *builder) accepted(set []int32) []uint16 {
	var rules []uint16
	for _, n := range set {
		if rule, ok := b.accepts[n]; ok {
			rules = append(rules, rule)
		}
	}
	slices.Sort(rules)
	return rules
}
