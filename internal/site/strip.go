package site

import "html/template"

func (i *incident) strip() template.HTML { return "" }
