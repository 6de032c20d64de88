package main

import "errors"

type explainCmd struct{}

func (c *explainCmd) Run(a *app) error {
	return errors.New("explain: its engine is not in this version yet")
}
