package strict

import (
	"strconv"
	"strings"
)

// locate returns where the keys of the TOML document src[begin:end] stand,
// which the toml package knows and keeps to itself. The document has been
// parsed without error, so this reads lines that begin with a key or a table
// header, and steps over the strings that span lines. Keys of inline tables
// are not found.
func locate(src string, begin, end int) map[string]place {
	places := map[string]place{}
	counts := map[string]int{}
	var prefix string
	for at := begin; at < end; {
		lineEnd := at + lineLength(src[at:end])
		line := src[at:lineEnd]
		body := strings.TrimLeft(line, " \t\ufeff")
		start := at + len(line) - len(body)
		switch {
		case strings.HasPrefix(body, "[["):
			key, _ := readKey(body[2:])
			key = withIndexes(key, counts)
			prefix = key + "." + strconv.Itoa(counts[key])
			counts[key]++
			places[prefix] = place{start, start}
			if _, ok := places[key]; !ok {
				places[key] = place{start, start}
			}
		case strings.HasPrefix(body, "["):
			if key, rest := readKey(body[1:]); strings.HasPrefix(rest, "]") {
				key = withIndexes(key, counts)
				prefix = key
				places[key] = place{start, start}
			}
		default:
			key, rest := readKey(body)
			if key == "" || !strings.HasPrefix(rest, "=") {
				break
			}
			value := strings.TrimLeft(rest[1:], " \t")
			if prefix != "" {
				key = prefix + "." + key
			}
			places[key] = place{start, lineEnd - len(value)}
			lineEnd = afterMultiline(src, lineEnd-len(value), lineEnd, end)
		}
		at = lineEnd + 1
	}
	return places
}

// withIndexes puts the index of the table last begun after each name in key
// that is an array of tables: "split.source" below the second [[split]] is
// "split.1.source".
func withIndexes(key string, counts map[string]int) string {
	parts := strings.Split(key, ".")
	path := parts[0]
	for _, part := range parts[1:] {
		if n := counts[path]; n > 0 {
			path += "." + strconv.Itoa(n-1)
		}
		path += "." + part
	}
	return path
}

// lineLength returns the length of the first line of s without its "\n".
func lineLength(s string) int {
	if i := strings.IndexByte(s, '\n'); i >= 0 {
		return i
	}
	return len(s)
}

// afterMultiline returns the end of the line on which the value ends that
// begins at value, if it is a string that spans lines, else lineEnd.
func afterMultiline(src string, value, lineEnd, end int) int {
	for _, quotes := range []string{`"""`, "'''"} {
		if !strings.HasPrefix(src[value:end], quotes) {
			continue
		}
		at := value + 3
		for at < end {
			if quotes == `"""` && src[at] == '\\' {
				at += 2
				continue
			}
			if strings.HasPrefix(src[at:end], quotes) {
				return at + lineLength(src[at:end])
			}
			at++
		}
	}
	return lineEnd
}

// readKey reads a key, bare, quoted or dotted, and returns it with dots between
// its parts, and what follows it.
func readKey(s string) (key, rest string) {
	var parts []string
	for {
		s = strings.TrimLeft(s, " \t")
		part, after := readKeyPart(s)
		if part == "" {
			return "", s
		}
		parts = append(parts, part)
		s = strings.TrimLeft(after, " \t")
		if !strings.HasPrefix(s, ".") {
			return strings.Join(parts, "."), s
		}
		s = s[1:]
	}
}

func readKeyPart(s string) (part, rest string) {
	if s == "" {
		return "", ""
	}
	if s[0] == '"' || s[0] == '\'' {
		i := strings.IndexByte(s[1:], s[0])
		if i < 0 {
			return "", s
		}
		return s[1 : 1+i], s[2+i:]
	}
	i := strings.IndexFunc(s, func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') && r != '_' && r != '-'
	})
	if i < 0 {
		return s, ""
	}
	return s[:i], s[i:]
}
