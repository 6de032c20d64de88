package main

import "errors"

type initCmd struct {
	Dir string `arg:"" help:"The folder to make."`
}

func (c *initCmd) Run(a *app) error {
	return errors.New("init: its engine is not in this version yet")
}
