package site

import (
	"bytes"
	"cmp"
	"fmt"
	"html/template"
	"io"
	"slices"
	"sync"
	"sync/atomic"

	"buildsite/internal/locale"

	"buildsite/internal/problem"
	"buildsite/internal/timeline/edtf"
)

// A builder is a site being turned into files.
type builder struct {
	*Site
	text, shown map[string]string // the templates
	editions    []*edition        // one for each language of the interface
	style       asset
	script      asset
	others      []asset
}

// An edition is the site in one language of the interface. The first stands at
// the root of the site, the others below a folder named like the language.
type edition struct {
	Lang      string // BCP 47
	prefix    string // "" or "cs/"
	words     *locale.Locale
	set       *set
	tried     bool // the templates of the set
	incidents []*incident
	editorial []*editorial
}

func newBuilder(s *Site) (*builder, problem.List) {
	b := &builder{Site: s}
	var problems problem.List
	var err error
	if b.text, b.shown, err = sources(s.Templates); err != nil {
		return nil, problem.List{{Path: "templates", What: err.Error()}}
	}
	problems = append(problems, b.loadAssets()...)
	for k, lang := range b.languages() {
		problems = append(problems, b.addLanguage(lang, k == 0)...)
	}
	if problems.Err() != nil {
		return nil, problems
	}
	for _, e := range b.editions {
		for _, in := range s.Incidents {
			e.incidents = append(e.incidents, newIncident(b, e, in))
		}
	}
	return b, append(problems, b.readPages()...)
}

// languages returns the languages of the interface, that of the site first.
func (b *builder) languages() []string {
	list := []string{cmp.Or(b.Config.Language, "en")}
	for _, lang := range b.Config.Languages {
		if !slices.Contains(list, lang) {
			list = append(list, lang)
		}
	}
	return list
}

func (b *builder) addLanguage(lang string, first bool) problem.List {
	e := &edition{Lang: lang, words: locale.For(lang)}
	if !first {
		e.prefix = lang + "/"
	}
	if e.set = b.Memory.recall(b.text, lang); e.set == nil {
		var err error
		if e.set, err = newSet(b.text, e.words); err != nil {
			return problem.List{templateProblem(err, b.text, b.shown)}
		}
	} else {
		e.tried = true
	}
	b.editions = append(b.editions, e)
	return nil
}

// A page is one HTML file to be made.
type page struct {
	path     string // slash-separated, from the root of the site
	template string // a file of templates/
	edition  *edition
	make     func() *frame // called when the page is written, so that pages are not kept
	base     string        // what addresses begin with; "" for relative ones
	hidden   bool          // not for search engines
	modified edtf.Date     // from the data
	tried    atomic.Pointer[[]byte]
}

// buffers are reused from page to page.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// keptBuffer is the most bytes of a buffer that is kept for another page.
const keptBuffer = 1 << 20

func giveBack(buf *bytes.Buffer) {
	if buf.Cap() <= keptBuffer {
		buffers.Put(buf)
	}
}

// writer returns the function that writes p.
func (b *builder) writer(p *page) func(io.Writer) error {
	return func(w io.Writer) error {
		if tried := p.tried.Swap(nil); tried != nil {
			_, err := w.Write(*tried)
			return err
		}
		buf := buffers.Get().(*bytes.Buffer)
		defer giveBack(buf)
		buf.Reset()
		if err := b.render(buf, p); err != nil {
			return templateProblem(errorIn(p.template, err), b.text, b.shown)
		}
		return writeRelative(w, buf.Bytes(), p.path, p.base)
	}
}

func (b *builder) render(w *bytes.Buffer, p *page) error {
	t := p.edition.set.pages[p.template]
	if t == nil {
		return fmt.Errorf("template: %s:1: there is no such template", p.template)
	}
	v := p.make()
	var err error
	if v.Masthead, v.Footer, err = v.chrome.render(); err != nil {
		return err
	}
	return t.execute(w, v)
}

// try makes the first page of each kind and language, so that a mistake in a
// template is known before anything is written. The page is kept until it is.
func (b *builder) try(pages []*page) problem.List {
	var problems problem.List
	type kind struct {
		template string
		edition  *edition
	}
	tried := map[kind]bool{}
	for _, p := range pages {
		k := kind{p.template, p.edition}
		if tried[k] || p.edition.tried {
			continue
		}
		tried[k] = true
		var made bytes.Buffer
		if err := b.writer(p)(&made); err != nil {
			problems = append(problems, templateProblem(err, b.text, b.shown))
			continue
		}
		src := made.Bytes()
		p.tried.Store(&src)
	}
	return problems
}

// execute renders the partial name with data.
func (e *edition) execute(name string, data any) (template.HTML, error) {
	buf := buffers.Get().(*bytes.Buffer)
	defer giveBack(buf)
	buf.Reset()
	t := e.set.partials[name]
	if t == nil {
		return "", fmt.Errorf("template: %s:1: there is no such template", name)
	}
	if err := t.execute(buf, data); err != nil {
		return "", err
	}
	return template.HTML(buf.String()), nil
}
