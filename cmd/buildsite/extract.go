package main

import "errors"

type extractCmd struct{}

func (c *extractCmd) Run(a *app) error {
	return errors.New("extract: its engine is not in this version yet")
}
