package export

import (
	"crypto/sha1"
	"encoding/hex"
	"strings"

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
	sum := sha1.Sum(append(uuidBytes(space), name...))
	u := sum[:16]
	u[6] = u[6]&0x0f | 0x50
	u[8] = u[8]&0x3f | 0x80
	out := make([]byte, 0, 36)
	for _, part := range [][]byte{u[0:4], u[4:6], u[6:8], u[8:10], u[10:16]} {
		if len(out) > 0 {
			out = append(out, '-')
		}
		out = hex.AppendEncode(out, part)
	}
	return string(out)
}

// uuidBytes returns the 16 bytes of a UUID that this package wrote itself.
func uuidBytes(u string) []byte {
	b, err := hex.DecodeString(strings.ReplaceAll(u, "-", ""))
	if err != nil {
		panic("export: " + u + " is no UUID")
	}
	return b
}
