package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"buildsite/internal/timeline/edtf"
	"buildsite/internal/timeline/timex"
)

// A timexRecord is one line of input.
type timexRecord struct {
	ID        json.RawMessage `json:"id"`
	Text      string          `json:"text"`
	Published string          `json:"published"`
	Lang      string          `json:"lang"`
}

// A timexAnswer is one line of output.
type timexAnswer struct {
	ID      json.RawMessage `json:"id"`
	Timexes []timexRow      `json:"timexes"`
}

type timexRow struct {
	Begin      int              `json:"begin"`
	End        int              `json:"end"`
	Type       timex.Type       `json:"type"`
	Value      string           `json:"value"`
	Mod        string           `json:"mod,omitempty"`
	Text       string           `json:"text"`
	Date       string           `json:"edtf,omitempty"`
	Anchor     timex.AnchorKind `json:"anchor,omitempty"`
	AnchorDate string           `json:"anchorDate,omitempty"`
	Rule       string           `json:"rule"`
	Policy     string           `json:"policy"`
	Confidence uint8            `json:"confidence"`
	Relation   timex.Relation   `json:"relation,omitempty"` // the word that binds it: since, until, from, …
	RangeEnd   bool             `json:"rangeEnd,omitempty"` // with the one before it, a range
	Note       string           `json:"note,omitempty"`
}

// lines answers JSON Lines with JSON Lines, record by record: {"id","text",
// "published","lang"} with {"id","timexes"}, offsets in Unicode code points of
// text, the end exclusive. It stops at the first line that is no record.
func (c *timexCmd) lines(a *app) error {
	in := bufio.NewReaderSize(a.stdin, 1<<16)
	out := bufio.NewWriterSize(a.stdout, 1<<16)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for line := 1; ; line++ {
		src, err := in.ReadBytes('\n')
		if len(strings.TrimSpace(string(src))) > 0 {
			answer, err := c.answer(src)
			if err != nil {
				return errors.Join(fmt.Errorf("-:%d: %w", line, err), out.Flush())
			}
			if err := enc.Encode(answer); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return out.Flush()
		}
		if err != nil {
			return err
		}
	}
}

func (c *timexCmd) answer(src []byte) (*timexAnswer, error) {
	var r timexRecord
	if err := json.Unmarshal(src, &r); err != nil {
		return nil, fmt.Errorf("the line is no JSON record: %w", err)
	}
	if len(r.ID) == 0 {
		r.ID = json.RawMessage("null")
	}
	var dct edtf.Date
	if r.Published != "" {
		var err error
		if dct, err = edtf.Parse(r.Published[:min(10, len(r.Published))]); err != nil || !dct.IsDay() {
			return nil, fmt.Errorf("published is %q, not a day as in 2025-05-28", r.Published)
		}
	}
	if r.Lang == "" {
		r.Lang = c.Language
	}
	answer := &timexAnswer{ID: r.ID, Timexes: []timexRow{}}
	at, points := 0, 0
	codePoint := func(i int) int {
		points += utf8.RuneCountInString(r.Text[at:i])
		at = i
		return points
	}
	for _, x := range timex.For(r.Lang).Tag(r.Text, dct) {
		answer.Timexes = append(answer.Timexes, timexRow{
			Begin: codePoint(x.Start), End: codePoint(x.End), Type: x.Type, Value: x.Value, Mod: x.Mod,
			Text: r.Text[x.Start:x.End], Date: x.Date.String(), Anchor: x.Anchor, AnchorDate: x.AnchorDate.String(),
			Rule: x.Rule, Policy: x.Policy, Confidence: x.Confidence, Relation: x.Relation, RangeEnd: x.RangeEnd, Note: x.Note,
		})
	}
	return answer, nil
}
