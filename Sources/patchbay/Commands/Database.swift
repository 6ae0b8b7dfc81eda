import HostCore
import MetricSchema
import SQLiteStore

let databaseCommands = [migrateCommand, checkCommand]
