package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
)

// The events of the sample are those of testdata/sample.txt. A change of the
// engine that merges, dates or words them otherwise shows here; read the new list
// before it takes the place of the old one.
func TestSample(t *testing.T) {
	var stdout, stderr strings.Builder
	if status := run(context.Background(), []string{"extract", "--site", "../.."}, strings.NewReader(""), &stdout, &stderr); status != 0 {
		t.Fatal(stderr.String())
	}
	var timeline struct {
		Events []struct {
			Date, Title string
			Basis       string `json:"date_basis"`
			Sources     []struct{}
		}
	}
	if err := json.Unmarshal([]byte(stdout.String()), &timeline); err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for _, e := range timeline.Events {
		fmt.Fprintf(&got, "%s %s | %s | %d\n", e.Date, e.Basis, e.Title, len(e.Sources))
	}
	want, err := os.ReadFile("testdata/sample.txt")
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("the sample gives\n%s\nwant\n%s", got.String(), want)
	}
}
