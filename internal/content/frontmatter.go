package content

import (
	"path"
	"strings"

	"buildsite/internal/article"
	"buildsite/internal/problem"
	"buildsite/internal/strict"
)

// readIndex reads _index.md of an incident.
func readIndex(i *Incident, name string, src []byte) problem.List {
	var problems problem.List
	i.Note, problems = readMarkdown(name, src, []textField{
		{"title", &i.Title}, {"lead", &i.Lead}, {"language", &i.Language},
	})
	return problems
}

// readPage reads an editorial page. Without a title it has its name.
func readPage(p *Page, src []byte) problem.List {
	var problems problem.List
	p.Markdown, problems = readMarkdown(p.Path, src, []textField{
		{"title", &p.Title}, {"language", &p.Language},
	})
	if p.Title == "" {
		p.Title = path.Base(p.Name)
	}
	return problems
}

// A textField is a key of front matter and where its text goes.
type textField struct {
	key string
	to  *string
}

// readMarkdown reads the front matter of src into fields and returns the body.
func readMarkdown(name string, src []byte, fields []textField) (string, problem.List) {
	if p, bad := problem.NotUTF8(name, src); bad {
		return "", problem.List{p}
	}
	text := string(src)
	found, body, problems := article.FrontMatter(name, text)
	for _, f := range found {
		if p, bad := setText(name, text, f, fields); bad {
			problems = append(problems, p)
		}
	}
	return text[body:], problems
}

func setText(name, text string, f article.Field, fields []textField) (problem.Problem, bool) {
	var keys []string
	for _, field := range fields {
		keys = append(keys, field.key)
		if field.key != f.Key {
			continue
		}
		value, ok := f.Value.(string)
		if !ok {
			p := problem.At(name, text, f.ValueAt, "%s must be text", f.Key)
			return p.WithHint("write it in quotation marks"), true
		}
		*field.to = strings.TrimSpace(value)
		return problem.Problem{}, false
	}
	p := problem.At(name, text, f.At, "unknown key %q", f.Key)
	if near := strict.Nearest(f.Key, keys); near != "" {
		return p.WithHint("did you mean %q?", near), true
	}
	return p.WithHint("known here: %s", strings.Join(keys, ", ")), true
}
