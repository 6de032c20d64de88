package timex

import "testing"

// BenchmarkLoad measures reading a rule file and compiling its patterns.
func BenchmarkLoad(b *testing.B) {
	for _, lang := range Languages() {
		src, err := ruleFiles.ReadFile("rules/" + lang + ".toml")
		if err != nil {
			b.Fatal(err)
		}
		b.Run(lang, func(b *testing.B) {
			for b.Loop() {
				if _, err := newTagger(string(src)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
