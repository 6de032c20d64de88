package export

import (
	"crypto/sha1"

	"buildsite/internal/timeline"
)

// urlNamespace is the name space of addresses (RFC 9562, section 6.6).
const urlNamespace = "6ba7b811-9dad-11d1-80b4-00c04fd430c8"

// incidentUUID returns the name space of the ids of one incident.
func incidentUUID(t *timeline.Timeline) string {
	return uuid5(urlNamespace, "urn:buildsite:incident:"+t.Incident)
}

// uuid5 returns the version 5 UUID of name in the name space space (RFC 9562,
// section 5.5): the same name always has the same id.
func uuid5(space, name string) string {
	var room [256]byte
	sum := sha1.Sum(append(appendUUID(room[:0], space), name...))
	u := sum[:16]
	u[6] = u[6]&0x0f | 0x50
	u[8] = u[8]&0x3f | 0x80
	out := room[:0]
	for k, c := range u {
		if k == 4 || k == 6 || k == 8 || k == 10 {
			out = append(out, '-')
		}
		out = append(out, hexDigits[c>>4], hexDigits[c&15])
	}
	return string(out)
}

const hexDigits = "0123456789abcdef"

// appendUUID appends the 16 bytes of a UUID that this package wrote itself.
func appendUUID(out []byte, u string) []byte {
	for k := 0; k+1 < len(u); k += 2 {
		if u[k] == '-' {
			k++
		}
		out = append(out, nibble(u[k])<<4|nibble(u[k+1]))
	}
	return out
}

// nibble returns the value of a lower-case hexadecimal digit.
func nibble(c byte) byte {
	if c >= 'a' {
		return c - 'a' + 10
	}
	return c - '0'
}
