package main

import "errors"

type timexCmd struct{}

func (c *timexCmd) Run(a *app) error {
	return errors.New("timex: its engine is not in this version yet")
}
