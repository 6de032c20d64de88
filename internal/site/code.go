package site

import (
	"html/template"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// codeRenderer colours fenced code blocks that name their language: a span with
// chroma's short class name around each token. Chroma's own formatters and
// styles stay out, because loading 70 styles takes longer than a small site.
type codeRenderer struct{}

// RegisterFuncs tells goldmark what r renders.
func (r codeRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindFencedCodeBlock, r.render)
}

func (r codeRenderer) render(w util.BufWriter, src []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	block := n.(*ast.FencedCodeBlock)
	code := string(block.Lines().Value(src))
	_, _ = w.WriteString(`<pre tabindex="0"><code>`)
	defer func() { _, _ = w.WriteString("</code></pre>\n") }()
	lexer := lexers.Get(string(block.Language(src)))
	if block.Language(src) == nil || lexer == nil {
		_, _ = w.WriteString(template.HTMLEscapeString(code))
		return ast.WalkSkipChildren, nil
	}
	tokens, err := chroma.Coalesce(lexer).Tokenise(nil, code)
	if err != nil {
		_, _ = w.WriteString(template.HTMLEscapeString(code))
		return ast.WalkSkipChildren, nil
	}
	for _, t := range tokens.Tokens() {
		writeToken(w, t)
	}
	return ast.WalkSkipChildren, nil
}

// writeToken writes t in a span with its class; punctuation, names and white
// space have none.
func writeToken(w util.BufWriter, t chroma.Token) {
	class := codeClass(t.Type)
	text := template.HTMLEscapeString(t.Value)
	if class == "" {
		_, _ = w.WriteString(text)
		return
	}
	_, _ = w.WriteString(`<span class="` + class + `">` + text + `</span>`)
}

// codeClass returns the class of a token for the style sheet, which knows five:
// c comment, k keyword, n the name of a key, tag or function, s string, m number.
func codeClass(t chroma.TokenType) string {
	switch {
	case t.InCategory(chroma.Comment):
		return "c"
	case t.InCategory(chroma.Keyword):
		return "k"
	case t == chroma.NameTag || t == chroma.NameAttribute || t == chroma.NameFunction || t == chroma.NameBuiltin:
		return "n"
	case t.InSubCategory(chroma.LiteralString) || t == chroma.Literal:
		return "s"
	case t.InSubCategory(chroma.LiteralNumber):
		return "m"
	}
	return ""
}
