package site

import (
	"testing"

	"buildsite/internal/locale"
	"buildsite/internal/timeline"
	lexicon "buildsite/internal/timeline/event"
)

// Every kind of event that the engine knows has a name in the languages that
// have all words.
func TestTypesHaveNames(t *testing.T) {
	types := lexicon.For("en").Types
	if len(types) < 20 {
		t.Fatalf("only %d types", len(types))
	}
	for _, tag := range []string{"en", "cs"} {
		for _, kind := range types {
			if !locale.For(tag).Has("type." + kind.Name) {
				t.Errorf("locales/%s.toml has no type.%s", tag, kind.Name)
			}
		}
	}
}

// Every reason for a join is told in the languages that have all words.
func TestReasonsHaveWords(t *testing.T) {
	for _, tag := range []string{"en", "cs"} {
		for _, reason := range append(timeline.JoinReasons(), "an editor merged them") {
			if !locale.For(tag).Has("reason." + slug(reason)) {
				t.Errorf("locales/%s.toml has no reason.%s", tag, slug(reason))
			}
		}
	}
}
