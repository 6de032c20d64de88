package main

import "errors"

type buildCmd struct{}

func (c *buildCmd) Run(a *app) error {
	return errors.New("build: its engine is not in this version yet")
}
