package event

// settle drops what other mentions of the sentence say better and gives dates
// to what has none.
func (d *detector) settle(n, first int) {
	ms := d.mentions[first:]
	d.shareWhen(ms)
	d.shareReportedDate(ms)
	d.shareCoordinated(ms)
	for i := range ms {
		d.undated(&ms[i])
	}
	kept := ms[:0]
	for i := range ms {
		if !d.redundant(ms, i) {
			kept = append(kept, ms[i])
		}
	}
	d.mentions = d.mentions[:first+len(kept)]
	for _, m := range kept {
		if m.Finite && (m.Basis == Explicit || m.Basis == Relative || m.Basis == Passage) {
			d.carried = carry{d.a.Sentences[n].Block, n, m.Date, m.DateText, m.DateSpan, m.Actor}
		}
	}
}

// twice reports whether another mention of the sentence has the same event of its
// subject, or dated noun: "the attacks of Aug. 7 killed 257 and injured 5,500".
func (d *detector) twice(ms []Mention, i int) bool {
	for j := range ms {
		o, m := &ms[j], &ms[i]
		if i == j || o.Type != m.Type || o.Date != m.Date || o.DateSpan != m.DateSpan || m.DateText == "" {
			continue
		}
		if m.itself && o.itself && j < i {
			return true
		}
	}
	return false
}

// redundant reports whether mention i only frames another of its sentence: "the
// ministry said" around what happened.
func (d *detector) redundant(ms []Mention, i int) bool {
	m := ms[i]
	if d.twice(ms, i) {
		return true
	}
	if m.Type.Name == "finding" && !m.Nominal {
		for j := range ms {
			if ms[j].Type.Group == "casualties" && !m.Actor.IsZero() && ms[j].Speaker.Same(m.Actor) {
				return true // "confirmed that seven have died"
			}
		}
	}
	if m.Type.Name != "statement" {
		return false
	}
	for j := range ms {
		o := ms[j]
		if j != i && o.Type.Weight > 1 && !o.Nominal && (o.Finite || o.Basis != NoDate) && o.Modality != Hypothetical && o.Modality != Denied && (o.Speaker.Same(m.Actor) || o.Type.Group == "speech" && o.Actor.Same(m.Actor)) {
			return true
		}
	}
	return false
}
