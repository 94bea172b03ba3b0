TrainCommand.main()
