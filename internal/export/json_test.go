package export_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"buildsite/internal/export"
	"buildsite/internal/export/exporttest"
	"buildsite/internal/timeline"
)

func timelineJSON(t *testing.T, tl *timeline.Timeline) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := export.JSON(&b, tl); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func validate(t *testing.T, schema string, doc []byte) error {
	t.Helper()
	s, err := jsonschema.NewCompiler().Compile(schema)
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(doc))
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(v)
}

const timelineSchema = "../../docs/timeline.schema.json"

// The JSON of a timeline with something in every field obeys the published schema.
func TestJSONObeysSchema(t *testing.T) {
	for _, tl := range []*timeline.Timeline{exporttest.Sample(), exporttest.Many(25), {}} {
		if err := validate(t, timelineSchema, timelineJSON(t, tl)); err != nil {
			t.Errorf("%q: %v", tl.Title, err)
		}
	}
	var b bytes.Buffer
	if err := export.JSONWithContext(&b, exporttest.Sample()); err != nil {
		t.Fatal(err)
	}
	if err := validate(t, timelineSchema, b.Bytes()); err != nil {
		t.Error(err)
	}
}

// The schema refuses what the contract forbids, so that obeying it says something.
func TestSchemaRefuses(t *testing.T) {
	good := string(timelineJSON(t, exporttest.Sample()))
	for _, c := range []struct{ what, old, new string }{
		{"a date with a month 13", `"date": "2025-05-28"`, `"date": "2025-13-28"`},
		{"an event without a date", `"date": "2025-05-28"`, `"date": ""`},
		{"a status of no list", `"sources-differ"`, `"disputed"`},
		{"an id with a space", `"id": "2025-05-28-`, `"id": "2025 05-28-`},
		{"a quote of nothing", `"quote": "The campaign began in 2022, officials said."`, `"quote": ""`},
		{"sources as an object", `"sources": [`, `"sources": [{}], "others": [`},
		{"no events", `"events": [`, `"happenings": [`},
	} {
		bad := strings.Replace(good, c.old, c.new, 1)
		if bad == good {
			t.Fatalf("%s: %s is not in the sample", c.what, c.old)
		}
		if validate(t, timelineSchema, []byte(bad)) == nil {
			t.Errorf("the schema accepts %s", c.what)
		}
	}
}

// Every quote is byte for byte what stands in the file at its offsets.
func TestJSONQuotesAreOfTheFile(t *testing.T) {
	tl := exporttest.Sample()
	files := map[string]string{}
	for _, r := range tl.Articles {
		files[r.Path] = r.Source
	}
	var doc struct {
		Events, Context []struct {
			Sources []struct {
				File, Quote string
				Begin, End  int
			}
		}
	}
	if err := json.Unmarshal(timelineJSON(t, tl), &doc); err != nil {
		t.Fatal(err)
	}
	n, marked := 0, 0
	for _, e := range append(doc.Events, doc.Context...) {
		for _, s := range e.Sources {
			n++
			marked += strings.Count(s.Quote, "*Wednesday*")
			if got := files[s.File][s.Begin:s.End]; got != s.Quote {
				t.Errorf("%s[%d:%d] is %q, quoted as %q", s.File, s.Begin, s.End, got, s.Quote)
			}
		}
	}
	if n != 7 || marked != 1 {
		t.Errorf("%d quotes, %d with their markup; want 7 and 1", n, marked)
	}
}

// Background is no event unless asked for, and then it is marked and in order.
func TestJSONContext(t *testing.T) {
	type doc struct {
		Events, Context []struct {
			ID      string
			Context bool
		}
	}
	var apart, among doc
	if err := json.Unmarshal(timelineJSON(t, exporttest.Sample()), &apart); err != nil {
		t.Fatal(err)
	}
	if len(apart.Events) != 4 || len(apart.Context) != 1 || !apart.Context[0].Context || apart.Events[0].Context {
		t.Errorf("events %v, context %v", apart.Events, apart.Context)
	}
	var b bytes.Buffer
	if err := export.JSONWithContext(&b, exporttest.Sample()); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b.Bytes(), &among); err != nil {
		t.Fatal(err)
	}
	if len(among.Events) != 5 || len(among.Context) != 0 || !among.Events[0].Context {
		t.Errorf("events %v, context %v", among.Events, among.Context)
	}
}

// No list of the contract is ever null, and nothing is escaped for HTML.
func TestJSONReads(t *testing.T) {
	if got := string(timelineJSON(t, &timeline.Timeline{})); strings.Contains(got, "null") {
		t.Errorf("null in %s", got)
	}
	if got := string(timelineJSON(t, exporttest.Sample())); !strings.Contains(got, "<b>včera</b> & dnes") {
		t.Error("a quotation is escaped")
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("disk full") }

// Errors of the writer and of values that JSON cannot say come back.
func TestJSONErrors(t *testing.T) {
	if err := export.JSON(full{}, exporttest.Sample()); err == nil {
		t.Error("a full disk went unseen")
	}
	tl := exporttest.Sample()
	tl.Events[0].Salience = math.NaN()
	if err := export.JSON(&bytes.Buffer{}, tl); err == nil {
		t.Error("a NaN went unseen")
	}
}
