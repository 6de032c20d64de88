package card

import (
	"encoding/binary"
	"hash/crc32"
	"io"
)

// encode writes the canvas as a PNG of 4 bits a pixel. It is here because
// image/png takes a pixel at a time through an interface, four times as long as
// the drawing; the canvas is kept as the file has it instead.
// Format: https://www.w3.org/TR/png-3/.
func (d *drawer) encode(w io.Writer) error {
	d.zipped.Reset()
	d.zip.Reset(&d.zipped)
	d.zip.Write(d.pix[:])
	d.zip.Close()

	const (
		bitDepth    = 4
		colourType  = 3 // a palette
		headerBytes = 13
	)
	header := make([]byte, headerBytes)
	binary.BigEndian.PutUint32(header[0:], Width)
	binary.BigEndian.PutUint32(header[4:], Height)
	header[8], header[9] = bitDepth, colourType
	var colours []byte
	for _, c := range d.palette {
		colours = append(colours, c.R, c.G, c.B)
	}
	out := []byte("\x89PNG\r\n\x1a\n")
	out = appendChunk(out, "IHDR", header)
	out = appendChunk(out, "PLTE", colours)
	out = appendChunk(out, "IDAT", d.zipped.Bytes())
	out = appendChunk(out, "IEND", nil)
	_, err := w.Write(out)
	return err
}

func appendChunk(out []byte, kind string, data []byte) []byte {
	out = binary.BigEndian.AppendUint32(out, uint32(len(data)))
	start := len(out)
	out = append(append(out, kind...), data...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[start:]))
}
