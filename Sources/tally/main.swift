TallyCommand.run()
