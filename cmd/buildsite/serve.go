package main

import "errors"

type serveCmd struct{}

func (c *serveCmd) Run(a *app) error {
	return errors.New("serve: its engine is not in this version yet")
}
